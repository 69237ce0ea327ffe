package dev.assay.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which paths are answered on which port ("Settled", Wire: console and management can be bound to their own port; health,
 * metrics and OpenAPI go with them). Tokens are given out on both, as the data plane takes them too.
 *
 * @param adminPort empty: everything is answered everywhere
 */
record Doors(Optional<Integer> adminPort) {
    private static final Set<String> ADMINISTRATION = Set.of("admin", "management", "subscriptions", "providers",
            "health", "metrics", "openapi");
    private static final String TOKENS = "oauth2";

    /**
     * @param path decoded and without dot segments, as the container matches it
     * @param raw as sent
     * @param localPort the connection's own, which no header tells
     */
    boolean open(String path, String raw, int localPort) {
        if (adminPort.isEmpty())
            return true;
        String room = room(path);
        if (adminPort.get() == localPort)
            return ADMINISTRATION.contains(room) || room.equals(TOKENS);
        return !ADMINISTRATION.contains(room) && !ADMINISTRATION.contains(room(raw));
    }

    private static String room(String path) {
        return Arrays.stream(path.split("[/;?]")).filter(segment -> !segment.isEmpty()).findFirst().orElse("")
                .toLowerCase(Locale.ROOT);
    }
}
