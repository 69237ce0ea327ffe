package dev.assay.web;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version a caller has seen, from {@code If-Match} (RFC 9110 §13.1.1): the {@code ETag} of an answer, or a star. */
final class Version {
    private static final Pattern TAG = Pattern.compile("\"([1-9]\\d{0,8})\"");

    private Version() {}

    /** Empty where the header is absent or a star. @param header as received, or null */
    static OptionalInt expected(String header) {
        if (header == null || header.strip().equals("*"))
            return OptionalInt.empty();
        Matcher match = TAG.matcher(header.strip());
        // why: a tag we never gave out matches nothing; version 0 does not either.
        return OptionalInt.of(match.matches() ? Integer.parseInt(match.group(1)) : 0);
    }
}
