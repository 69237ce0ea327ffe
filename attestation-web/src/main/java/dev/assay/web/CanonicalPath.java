package dev.assay.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The one spelling of a request path that the resources know: lower case, single slashes, {@code t/{tenant}/} in front
 * (maa-api §1: paths match without case; §11: a doubled slash after the host and {@code %3A} are tolerated). The
 * platform's own paths stay as they are, at hosts that are no tenant's.
 */
final class CanonicalPath {
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._:-]+");
    private static final String DEFAULT_TENANT = "default";
    private static final Set<String> PLATFORM = Set.of("management", "oauth2", "subscriptions", "providers");

    private CanonicalPath() {}

    /**
     * Of a path as sent; empty where it has a segment that no route has, or spells out a tenant that the root or the
     * host stands for.
     *
     * @param host the tenant whose host name was called, if one's was
     */
    static Optional<String> of(String encoded, Optional<String> host) {
        List<String> sent = segments(encoded);
        // why: checked before the case is folded, as U+212A folds to the letter k.
        if (sent.isEmpty() || !sent.stream().allMatch(CanonicalPath::isPlain))
            return Optional.empty();
        List<String> segments = OldSpellings
                .current(sent.stream().map(segment -> segment.toLowerCase(Locale.ROOT)).toList());
        if (segments.getFirst().equals("t"))
            // why: one canonical URL per tenant ("Settled", Trust); the default tenant's is the root.
            return segments.get(Math.min(1, segments.size() - 1)).equals(DEFAULT_TENANT) || host.isPresent()
                    ? Optional.empty()
                    : Optional.of(String.join("/", segments));
        String path = String.join("/", segments);
        boolean platform = host.isEmpty() && PLATFORM.contains(segments.getFirst());
        return Optional.of(platform ? path : "t/" + host.orElse(DEFAULT_TENANT) + "/" + path);
    }

    /** As sent, decoded, without the empty ones. */
    static List<String> segments(String encoded) {
        return Arrays.stream(encoded.split("/")).filter(segment -> !segment.isEmpty()).map(CanonicalPath::decode)
                .toList();
    }

    /** One segment, so that an encoded slash separates nothing. */
    private static String decode(String segment) {
        return URLDecoder.decode(segment, StandardCharsets.UTF_8);
    }

    private static boolean isPlain(String segment) {
        return SEGMENT.matcher(segment).matches() && !segment.equals(".") && !segment.equals("..");
    }
}
