package dev.assay.web;

import jakarta.servlet.ServletRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids of one exchange (W3C Trace Context, level 1): the caller's trace where it names one, else ours.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId 16 of them, ours
 */
record Correlation(String traceId, String spanId) {
    private static final String ATTRIBUTE = Correlation.class.getName();
    private static final Pattern TRACEPARENT = Pattern
            .compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Pattern SANE = Pattern.compile("[\\x20-\\x7e]{1,128}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @param traceparent header as received, or null */
    static Correlation of(String traceparent) {
        Matcher match = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        return new Correlation(match.matches() ? match.group(1) : random(16), random(8));
    }

    static void put(ServletRequest request, Correlation correlation) {
        request.setAttribute(ATTRIBUTE, correlation);
    }

    static Correlation get(ServletRequest request) {
        return (Correlation) request.getAttribute(ATTRIBUTE);
    }

    /** As the protocol's {@code x-ms-request-id} has it (maa-api §1). */
    String requestId() {
        return "00-" + traceId + "-" + spanId + "-00";
    }

    /** The caller's own id, to echo; DO-09: bounded and printable, else dropped. */
    static Optional<String> echo(String clientRequestId) {
        return Optional.ofNullable(clientRequestId).filter(id -> SANE.matcher(id).matches());
    }

    private static String random(int octets) {
        byte[] id = new byte[octets];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
