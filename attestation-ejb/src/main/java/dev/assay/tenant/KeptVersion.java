package dev.assay.tenant;

import dev.assay.bytes.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A version of a policy as the store keeps it for ever, without its text.
 *
 * @param hash {@code x-ms-policy-hash}
 * @param documentHash SHA-256 of the document's ASCII; empty where the text came bare, from configuration
 * @param signerSha256 of the certificate that signed the document; empty: it is unsecured
 */
public record KeptVersion(int version, Bytes hash, Optional<Bytes> documentHash, Optional<Bytes> signerSha256,
        Storing stored) {
    /** @param author empty: configuration. @param note why, in the author's words */
    public record Storing(Instant at, Optional<Author> author, Optional<String> note) {}

    /** Of the bearer token. */
    public record Author(String subject, String issuer) {}

    /**
     * When it was in force.
     *
     * @param times how often; 0 where its events were not kept yet (schema 1 to 9)
     * @param latest the {@value #MOST} latest of them, in their order
     */
    public record Activity(long times, List<Interval> latest) {
        /** why: going back and forth takes no quota. */
        public static final int MOST = 100;
        public static final Activity NONE = new Activity(0, List.of());

        public Activity {
            latest = List.copyOf(latest);
        }
    }

    /** @param to empty: still in force */
    public record Interval(Activation activation, Optional<Instant> to) {}

    /**
     * How a version came into force.
     *
     * @param by "configuration" of "assay" where that did it
     * @param operation {@code configure}, {@code update}, {@code reset} or {@code activate}
     * @param note why, in the words of who did it
     */
    public record Activation(Instant at, String operation, Author by, Optional<String> note) {}
}
