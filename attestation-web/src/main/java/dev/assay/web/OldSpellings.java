package dev.assay.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Paths that 2018-09-01-preview had in earlier spellings, which its clients still call (maa-api §7). */
final class OldSpellings {
    private static final Map<List<String>, List<String>> CURRENT = Map.of(
            List.of("attest", "tee", "sgxenclave"), List.of("attest", "sgxenclave"), //
            List.of("attest", "tee", "openenclave"), List.of("attest", "openenclave"),
            List.of("operations", "policy", "update"), List.of("operations", "policy", "updatepolicy"));

    private OldSpellings() {}

    /** @param segments of a path in lower case, with or without {@code t} and a tenant in front */
    static List<String> current(List<String> segments) {
        int behindTenant = segments.getFirst().equals("t") ? Math.min(2, segments.size()) : 0;
        List<String> path = segments.subList(behindTenant, segments.size());
        return Optional.ofNullable(CURRENT.get(path))
                .map(renamed -> java.util.stream.Stream.concat(segments.subList(0, behindTenant).stream(),
                        renamed.stream()).toList())
                .orElse(segments);
    }
}
