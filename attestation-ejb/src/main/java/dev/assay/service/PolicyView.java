package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.evidence.AttestationType;
import dev.assay.tenant.KeptVersion;
import dev.assay.tenant.PolicyStanding;
import java.time.Instant;
import java.util.Optional;

/** A tenant's policy of one type as the management plane shows it. @param standing its version is {@code version}'s */
public record PolicyView(AttestationType type, Source source, PolicyStanding standing, Version version) {
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
            Optional<KeptVersion.Storing> stored, Optional<KeptVersion.Activity> activity, Optional<Content> content) {}

    /** @param document the compact JWS: as sent, or the unsecured one made of a text that came without */
    public record Content(String text, String document) {}

    /** Who signed the document. @param sha256 of the certificate's DER */
    public record Signer(Bytes sha256, Optional<Certificate> certificate) {}

    /** What there is to read in it. @param subject RFC 2253 */
    public record Certificate(String subject, Instant notAfter) {}
}
