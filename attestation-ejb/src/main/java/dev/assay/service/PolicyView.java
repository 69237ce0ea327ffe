package dev.assay.service;

import dev.assay.approval.Person;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.AttestationType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A tenant's policy of one type as the management plane shows it.
 *
 * @param changes how often it was changed
 * @param last the change that brought it in force; empty: there was none, or it was not kept yet (schema 1 to 9)
 */
public record PolicyView(AttestationType type, Source source, int changes, Optional<Activation> last,
        Version version) {
    /** Where the policy in force comes from. */
    public enum Source {
        DEFAULT,
        STORED,
        /** The installation's; it cannot be changed here. */
        CONFIGURATION
    }

    /**
     * @param number 0: the default the service ships
     * @param hash {@code x-ms-policy-hash}. @param documentHash {@code x-ms-policy-token-hash}
     * @param stored empty for the default. @param activity empty where the policy in force is shown
     * @param content empty in lists
     */
    public record Version(int number, Bytes hash, Bytes documentHash, Optional<Signer> signer,
            Optional<Stored> stored, Optional<Activity> activity, Optional<Content> content) {}

    /** @param note why, in the author's words */
    public record Stored(Instant at, Person by, Optional<String> note) {}

    /**
     * How a version came into force.
     *
     * @param operation {@code configure}, {@code update}, {@code reset} or {@code activate}
     * @param note why, in the words of who did it
     */
    public record Activation(Instant at, String operation, Person by, Optional<String> note) {}

    /** When a version was in force. @param times how often. @param latest the latest of them, in their order */
    public record Activity(long times, List<Interval> latest) {}

    /** @param to empty: still in force */
    public record Interval(Activation activation, Optional<Instant> to) {}

    /** @param document the compact JWS: as sent, or the unsecured one made of a text that came without */
    public record Content(String text, String document) {}

    /** Who signed the document. @param sha256 of the certificate's DER */
    public record Signer(Bytes sha256, Optional<Certificate> certificate) {}

    /** What there is to read in it. @param subject RFC 2253 */
    public record Certificate(String subject, Instant notAfter) {}
}
