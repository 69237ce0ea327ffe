package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
import dev.assay.identity.ClientRecord;
import dev.assay.identity.Role;
import dev.assay.identity.SecretHash;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A client's columns, alike in both tables. */
final class ClientColumns {
    static final String ALL = "client_name, roles, current_salt, current_hash, current_rounds, previous_salt,"
            + " previous_hash, previous_rounds, previous_until, disabled, expires_at, token_epoch, version,"
            + " created_at, changed_at, last_used_at";
    static final String STANDING = "disabled, expires_at, token_epoch";

    private ClientColumns() {}

    /** @param row of {@link #ALL} */
    static ClientRecord record(Optional<String> tenant, Object[] row) {
        Client client = new Client(new ClientId(tenant, (String) row[0]), roles((String) row[1]), secrets(row),
                standing(row, 9));
        return new ClientRecord(client, (Integer) row[12], new ClientRecord.Dates((Instant) row[13],
                (Instant) row[14], Optional.ofNullable((Instant) row[15])));
    }

    /** @param from where {@link #STANDING} begins */
    static Client.Standing standing(Object[] row, int from) {
        return new Client.Standing((Boolean) row[from], Optional.ofNullable((Instant) row[from + 1]),
                (UUID) row[from + 2]);
    }

    /** why: without an end, as before schema 9, a secret before the one in use does not count. */
    private static Client.Secrets secrets(Object[] row) {
        boolean counts = row[5] != null && row[8] != null;
        return new Client.Secrets(hash(row, 2),
                counts ? Optional.of(new Client.Previous(hash(row, 5), (Instant) row[8])) : Optional.empty());
    }

    private static SecretHash hash(Object[] row, int from) {
        return new SecretHash(Bytes.copyOf((byte[]) row[from]), Bytes.copyOf((byte[]) row[from + 1]),
                (Integer) row[from + 2]);
    }

    /** Binds secrets and standing by the names both statements use. */
    static Query bind(Query query, Client client) {
        Optional<Client.Previous> before = client.secrets().previous();
        Optional<SecretHash> previous = before.map(Client.Previous::hash);
        SecretHash current = client.secrets().current();
        Client.Standing standing = client.standing();
        return query.setParameter("salt", current.salt().toArray()).setParameter("hash", current.hash().toArray())
                .setParameter("rounds", current.rounds())
                .setParameter("oldSalt", previous.map(SecretHash::salt).map(Bytes::toArray).orElse(null))
                .setParameter("oldHash", previous.map(SecretHash::hash).map(Bytes::toArray).orElse(null))
                .setParameter("oldRounds", previous.map(SecretHash::rounds).orElse(null))
                .setParameter("oldUntil", before.map(Client.Previous::until).map(Instant::toString).orElse(null))
                .setParameter("disabled", standing.disabled())
                .setParameter("expires", standing.expires().map(Instant::toString).orElse(null))
                .setParameter("epoch", standing.epoch());
    }

    static String words(Set<Role> roles) {
        return roles.stream().map(Role::word).sorted().collect(Collectors.joining(" "));
    }

    private static Set<Role> roles(String words) {
        return Arrays.stream(words.split(" ")).flatMap(word -> Role.named(word).stream()).collect(Collectors.toSet());
    }
}
