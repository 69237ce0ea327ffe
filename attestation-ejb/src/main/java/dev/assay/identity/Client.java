package dev.assay.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A client as stored. */
public record Client(ClientId id, Set<Role> roles, Secrets secrets, Standing standing) {
    public Client {
        roles = Set.copyOf(roles);
    }

    /** Two count while one takes the other's place. */
    public record Secrets(SecretHash current, Optional<Previous> previous) {
        /** @param until from then on the secret there was counts no more */
        public Secrets rotated(SecretHash next, Instant until) {
            return new Secrets(next, Optional.of(new Previous(current, until)));
        }

        /** Until when the secret before counts; empty where it does not any more. */
        public Optional<Instant> previousUntil(Instant at) {
            return previous.map(Previous::until).filter(at::isBefore);
        }
    }

    /** The secret before the one in use. */
    public record Previous(SecretHash hash, Instant until) {}

    /**
     * @param expires empty: never
     * @param epoch what its tokens say; drawn anew when those already issued are to count no more
     */
    public record Standing(boolean disabled, Optional<Instant> expires, UUID epoch) {
        /** In an epoch of its own. */
        public Standing(boolean disabled, Optional<Instant> expires) {
            this(disabled, expires, UUID.randomUUID());
        }

        /** Whether it may have tokens and use them. */
        public boolean holds(Instant at) {
            return !disabled && expires.filter(end -> !at.isBefore(end)).isEmpty();
        }

        /** Whether a token of that epoch still counts. */
        public boolean admits(UUID presented, Instant at) {
            return holds(at) && epoch.equals(presented);
        }
    }

    /**
     * Whether the secret is the client's and the client may have a token. As much work whether there is such a client
     * or not, has one secret or two, and whichever of them it is.
     *
     * @param known empty where there is no such client
     */
    public static boolean admits(Optional<Client> known, String secret, Instant at) {
        SecretHash current = known.map(client -> client.secrets().current()).orElse(SecretHash.nobodys());
        SecretHash previous = known.flatMap(client -> client.secrets().previous())
                .filter(before -> at.isBefore(before.until())).map(Previous::hash).orElse(SecretHash.nobodys());
        boolean matches = current.matches(secret) | previous.matches(secret);
        return matches && known.filter(client -> client.standing().holds(at)).isPresent();
    }
}
