package dev.assay.openenclave;

import static dev.assay.evidence.Reason.EVIDENCE_MALFORMED;
import static dev.assay.evidence.Reason.EVIDENCE_TYPE_MISMATCH;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Checks;
import dev.assay.evidence.Refusal;
import dev.assay.evidence.Scheme;
import dev.assay.evidence.Step;
import dev.assay.evidence.Verification;
import dev.assay.evidence.VerificationTerms;
import dev.assay.sgx.SgxDescription;
import dev.assay.sgx.SgxEvidence;
import dev.assay.sgx.SgxQuote;
import dev.assay.sgx.SgxScheme;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Open Enclave reports: checks the envelope (SG-11), then goes on as SGX. */
public final class OpenEnclaveScheme implements Scheme<SgxQuote, SgxEvidence> {
    private final SgxScheme sgx;

    public OpenEnclaveScheme(SgxScheme sgx) {
        this.sgx = sgx;
    }

    @Override
    public AttestationType type() {
        return AttestationType.OPEN_ENCLAVE;
    }

    @Override
    public List<Step> checklist() {
        return sgx.checklist();
    }

    @Override
    public ClosingSteps closing() {
        return sgx.closing();
    }

    @Override
    public SgxQuote parse(Bytes evidence, Checks checks) {
        try {
            checkHeader(evidence);
        } catch (Refusal refusal) {
            checks.mustHold(SgxScheme.envelopeStep(), EVIDENCE_MALFORMED, () -> {
                throw refusal;
            });
        }
        return sgx.parseEnclosed(evidence, evidence.slice(OpenEnclaveHeader.LENGTH, evidence.length()), checks);
    }

    @Override
    public JsonObject describe(Bytes evidence) {
        // why: for explanation, a quote without its envelope is shown for what it is.
        if (!enveloped(evidence))
            return sgx.describe(evidence);
        OpenEnclaveHeader header = OpenEnclaveHeader.read(evidence.reader());
        Bytes quote = evidence.slice(OpenEnclaveHeader.LENGTH, evidence.length());
        var json = JsonProvider.provider().createObjectBuilder().add("oe_header",
                JsonProvider.provider().createObjectBuilder().add("version", header.version())
                        .add("type", header.type())
                        .add("report_size", header.size()).add("size_field_matches", header.size() == quote.length()));
        SgxDescription.of(quote).forEach(json::add);
        return json.build();
    }

    @Override
    public SgxEvidence authenticate(SgxQuote quote, AnchorSet anchors, Instant at, Checks checks) {
        return sgx.authenticate(quote, anchors, at, checks);
    }

    @Override
    public Set<CollateralKey> collateralFor(SgxEvidence evidence) {
        return sgx.collateralFor(evidence);
    }

    @Override
    public Verification verify(SgxEvidence evidence, CollateralSet collateral, VerificationTerms terms,
            Checks checks) {
        return sgx.verify(evidence, collateral, terms, checks);
    }

    @Override
    public List<String> heldDataClaims() {
        return sgx.heldDataClaims();
    }

    private static boolean enveloped(Bytes evidence) {
        return evidence.length() >= OpenEnclaveHeader.LENGTH
                && OpenEnclaveHeader.read(evidence.reader()).version() == OpenEnclaveHeader.VERSION;
    }

    private static void checkHeader(Bytes evidence) {
        OpenEnclaveHeader header = read(evidence);
        if (header.version() != OpenEnclaveHeader.VERSION) {
            throw new Refusal(EVIDENCE_TYPE_MISMATCH, "Open Enclave report header: version is " + header.version()
                    + ", not 1"
                    + (header.version() == 0x0002_0003L ? "; this is an SGX quote without that header" : ""));
        }
        if (OpenEnclaveHeader.hasFormatUuid(evidence)) {
            throw new Refusal(EVIDENCE_TYPE_MISMATCH,
                    "Open Enclave evidence header: the format UUID header is not taken;"
                            + " send the report of oe_get_report, or the quote in this evidence to SgxEnclave");
        }
        if (header.type() != OpenEnclaveHeader.SGX_REMOTE) {
            throw new Refusal(EVIDENCE_TYPE_MISMATCH,
                    "Open Enclave report header: type is " + header.type() + ", not 2 (remote SGX report)");
        }
        long follows = evidence.length() - OpenEnclaveHeader.LENGTH;
        if (header.size() != follows) {
            throw new Refusal(EVIDENCE_MALFORMED, "Open Enclave report header: size is "
                    + Long.toUnsignedString(header.size()) + ", but " + follows + " bytes follow");
        }
    }

    private static OpenEnclaveHeader read(Bytes evidence) {
        try {
            return OpenEnclaveHeader.read(evidence.reader());
        } catch (MalformedException refused) {
            throw new Refusal(EVIDENCE_MALFORMED, refused.getMessage());
        }
    }
}
