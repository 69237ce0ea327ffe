package dev.assay.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * How large a body a path takes, and how slowly it may come (DO-01, DO-04).
 *
 * @param largest in bytes, whatever the tenant's quota says
 * @param bytesPerMilli how fast it comes at least
 * @param memory what all such bodies that are on their way may hold together, beyond a usual one's size ({@link BodyMemory})
 */
record BodyBound(int largest, int bytesPerMilli, MemoryShare memory) {
    private static final Pattern ATTEST_TPM = Pattern.compile("(?i).*/attest/+tpm/*");
    private static final long GRACE_MILLIS = 10_000;
    /** 1 MiB at 16 KiB a second. An eighth of the heap: whoever opens many connections gets 503, others their answers. */
    static final BodyBound USUAL = new BodyBound(1 << 20, 16,
            new MemoryShare(Runtime.getRuntime().maxMemory() / 8));
    /** 16 MiB at 256 KiB a second ("Settled", Wire). A share of its own: large bodies keep no small ones away, their kind's included. */
    static final BodyBound TPM = new BodyBound(16 << 20, 256,
            new MemoryShare(Math.max(Runtime.getRuntime().maxMemory() / 8, 17L << 20)));

    static BodyBound of(HttpServletRequest request) {
        return of(request.getRequestURI());
    }

    /** @param path as sent */
    static BodyBound of(String path) {
        return ATTEST_TPM.matcher(path).matches() ? TPM : USUAL;
    }

    /** Milliseconds in which a body of so many bytes must have come; −1 for one of unknown length. */
    long patience(long declared) {
        return GRACE_MILLIS + (declared < 0 ? largest : declared) / bytesPerMilli;
    }
}
