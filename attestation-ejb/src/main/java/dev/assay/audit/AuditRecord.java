package dev.assay.audit;

import dev.assay.bytes.Bytes;
import dev.assay.collateral.CollateralDocument;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Reason;
import dev.assay.evidence.TcbStanding;
import dev.assay.evidence.TpmState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is kept of one attestation. */
public record AuditRecord(Call call, Basis basis, Ruling ruling, Optional<Token> token, Run run) {
    /** What happened. */
    public enum Operation {
        ATTEST("attest"),
        ATTEST_DRAFT("attest-draft"),
        SIGN_FAILED("sign-failed"),
        /** An appraisal that was tried and did not count (PO-11). */
        WHAT_IF("what-if");

        private final String word;

        Operation(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Who asked what. @param caller source address, with the subject where authenticated */
    public record Call(UUID tenantId, String tenantName, String caller, Operation operation, AttestationType type,
            Bytes evidenceSha256) {}

    /**
     * What the evidence was held against.
     *
     * @param policyVersion 0: shipped default; −1: a draft
     * @param judgedAt of a what-if alone: the instant judged at
     */
    public record Basis(int policyVersion, Bytes policyHash, String baseline, String anchorSet,
            List<Document> collateral, Optional<Instant> judgedAt) {
        public Basis {
            collateral = List.copyOf(collateral);
        }

        /** Judged at the call's own instant. */
        public Basis(int policyVersion, Bytes policyHash, String baseline, String anchorSet,
                List<Document> collateral) {
            this(policyVersion, policyHash, baseline, anchorSet, collateral, Optional.empty());
        }
    }

    /** One collateral document used. */
    public record Document(String kind, String subject, Bytes sha256) {
        public static Document of(CollateralDocument document) {
            return new Document(document.key().kind().name(), document.key().subject(), document.digest());
        }
    }

    /**
     * What came of it.
     *
     * @param standing empty where no level was met
     * @param httpStatus 200, 400 or 503
     * @param tpm of a TPM's evidence alone, once its quote was verified
     */
    public record Ruling(Reason reason, String detail, Optional<Bytes> hardwareIdSha256, Optional<TcbStanding> standing,
            int httpStatus, Optional<Tpm> tpm) {
        /** Of what is no TPM's, or did not come as far. */
        public Ruling(Reason reason, String detail, Optional<Bytes> hardwareIdSha256,
                Optional<TcbStanding> standing, int httpStatus) {
            this(reason, detail, hardwareIdSha256, standing, httpStatus, Optional.empty());
        }
    }

    /** What a TPM said of itself (TP-18). @param device the tenant's, where it knows one with that key */
    public record Tpm(Optional<UUID> device, TpmState state) {}

    /** The token that was to be issued. @param payloadSha256 of the payload's text */
    public record Token(String kid, String jti, Bytes payloadSha256) {}

    /** When and where. @param at the call's one instant */
    public record Run(Instant at, long durationMillis, String node, String traceId) {}
}
