package dev.assay.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A client as stored. */
public record Client(ClientId id, Set<Role> roles, Secrets secrets, Standing standing) {
    public Client {
        roles = Set.copyOf(roles);
    }

    /** Two count while one takes the other's place. @param previous empty where it counts no more */
    public record Secrets(SecretHash current, Optional<SecretHash> previous) {
        public Secrets rotated(SecretHash next) {
            return new Secrets(next, Optional.of(current));
        }
    }

    /** @param expires empty: never */
    public record Standing(boolean disabled, Optional<Instant> expires) {}

    /**
     * Whether the secret is the client's and the client may have a token. As much work whether there is such a client
     * or not, has one secret or two, and whichever of them it is.
     *
     * @param known empty where there is no such client
     */
    public static boolean admits(Optional<Client> known, String secret, Instant at) {
        SecretHash current = known.map(client -> client.secrets().current()).orElse(SecretHash.nobodys());
        SecretHash previous = known.flatMap(client -> client.secrets().previous()).orElse(SecretHash.nobodys());
        boolean matches = current.matches(secret) | previous.matches(secret);
        return matches && known.filter(client -> client.stands(at)).isPresent();
    }

    private boolean stands(Instant at) {
        return !standing.disabled() && standing.expires().filter(end -> !at.isBefore(end)).isEmpty();
    }
}
