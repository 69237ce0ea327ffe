package dev.assay.service;

import dev.assay.identity.Client;
import dev.assay.identity.ClientRecord;
import dev.assay.identity.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A client as its administrators see it: nothing of its secret.
 *
 * @param clientId as asked for at the token endpoint
 * @param state {@code enabled}, {@code disabled} or {@code expired}
 * @param version for {@code If-Match}
 */
public record ClientView(String name, String clientId, List<String> roles, String state, Dates dates, int version) {
    /**
     * @param expires empty: never
     * @param lastUsed the hour of its last token
     * @param previousSecret until when the secret before the one in use counts; empty: it does not
     */
    public record Dates(Instant created, Instant changed, Optional<Instant> expires, Optional<Instant> lastUsed,
            Optional<Instant> previousSecret) {}

    static ClientView of(ClientRecord row, Instant at) {
        Client client = row.client();
        return new ClientView(client.id().name(), client.id().text(),
                client.roles().stream().map(Role::word).sorted().toList(), state(client.standing(), at),
                new Dates(row.dates().created(), row.dates().changed(), client.standing().expires(),
                        row.dates().lastUsed(), client.secrets().previousUntil(at)),
                row.version());
    }

    private static String state(Client.Standing standing, Instant at) {
        if (standing.disabled())
            return "disabled";
        return standing.holds(at) ? "enabled" : "expired";
    }
}
