package dev.assay.emulator.pcs;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parameters of a request; of a repeated one, the first. */
record Query(Map<String, String> parameters) {
    static Query of(URI request) {
        String raw = Optional.ofNullable(request.getRawQuery()).orElse("");
        return new Query(Arrays.stream(raw.split("&")).map(pair -> pair.split("=", 2)).filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1]), (first, next) -> first)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Whether the parameter is absent or matches. */
    boolean allows(String name, String pattern) {
        return get(name).map(value -> value.matches(pattern)).orElse(true);
    }
}
