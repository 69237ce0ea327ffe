package dev.assay.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one spelling of a request path that the resources know: lower case, single slashes, {@code t/{tenant}/} in front
 * (maa-api §1: paths match without case; §11: a doubled slash after the host and {@code %3A} are tolerated).
 */
final class CanonicalPath {
    private static final Pattern SEGMENT = Pattern.compile("[a-z0-9._:-]+");
    private static final String DEFAULT_TENANT = "default";

    private CanonicalPath() {}

    /** Of a decoded path; empty where it has a segment that no route has, or spells the root's tenant out. */
    static Optional<String> of(String decoded) {
        List<String> segments = Arrays.stream(decoded.toLowerCase(Locale.ROOT).split("/"))
                .filter(segment -> !segment.isEmpty()).toList();
        if (segments.isEmpty() || !segments.stream().allMatch(CanonicalPath::isPlain))
            return Optional.empty();
        if (!segments.getFirst().equals("t"))
            return Optional.of("t/" + DEFAULT_TENANT + "/" + String.join("/", segments));
        // why: one canonical URL per tenant ("Settled", Trust); the default tenant's is the root.
        boolean spelledOut = segments.size() > 1 && segments.get(1).equals(DEFAULT_TENANT);
        return spelledOut ? Optional.empty() : Optional.of(String.join("/", segments));
    }

    private static boolean isPlain(String segment) {
        return SEGMENT.matcher(segment).matches() && !segment.equals(".") && !segment.equals("..");
    }
}
