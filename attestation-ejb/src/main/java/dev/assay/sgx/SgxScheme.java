package dev.assay.sgx;

import static dev.assay.evidence.Reason.CERTIFICATE_CHAIN_INVALID;
import static dev.assay.evidence.Reason.PCK_EXTENSION_INVALID;

import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import dev.assay.dcap.CollateralReader;
import dev.assay.dcap.PckChain;
import dev.assay.dcap.PckExtension;
import dev.assay.dcap.SoundIssuers;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Checks;
import dev.assay.evidence.Checks.Finding;
import dev.assay.evidence.Scheme;
import dev.assay.evidence.Step;
import dev.assay.evidence.Verification;
import dev.assay.evidence.VerificationTerms;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** SGX enclaves by their DCAP quote: checklist A, steps 1–22. */
public final class SgxScheme implements Scheme<SgxQuote, SgxEvidence> {
    private final CollateralReader reader;
    private final SoundIssuers issuers = new SoundIssuers();

    public SgxScheme(CollateralReader reader) {
        this.reader = reader;
    }

    @Override
    public AttestationType type() {
        return AttestationType.SGX_ENCLAVE;
    }

    @Override
    public List<Step> checklist() {
        return SgxSteps.ALL;
    }

    @Override
    public ClosingSteps closing() {
        return SgxSteps.CLOSING;
    }

    @Override
    public SgxQuote parse(Bytes evidence, Checks checks) {
        return parseEnclosed(evidence, evidence, checks);
    }

    /** For an envelope that holds a quote: {@code evidence} is what was sent, {@code quote} what was in it. */
    public SgxQuote parseEnclosed(Bytes evidence, Bytes quote, Checks checks) {
        return SgxQuoteReader.read(evidence, quote, checks);
    }

    /** A.1, for an envelope that finds its own structure unsound before a quote can be looked at. */
    public static Step envelopeStep() {
        return SgxSteps.LENGTH;
    }

    @Override
    public JsonObject describe(Bytes evidence) {
        return SgxDescription.of(evidence);
    }

    @Override
    public SgxEvidence authenticate(SgxQuote quote, AnchorSet anchors, Instant at, Checks checks) {
        PckChain chain = checks.require(SgxSteps.THREE_CERTIFICATES, CERTIFICATE_CHAIN_INVALID,
                () -> new Finding<>(PckChain.read(quote.signature().pckChainPem()), "PCK, CA, root"));
        check(checks, SgxSteps.ROOT, () -> chain.verifyRoot(anchors, issuers),
                "key pinned in set \"" + anchors.name() + "\"");
        check(checks, SgxSteps.CA, () -> chain.verifyCa(issuers), "signed by the root, named as one of Intel's two");
        check(checks, SgxSteps.PCK, chain::verifyPck, "signed by the PCK CA, named as a PCK certificate");
        check(checks, SgxSteps.VALIDITY, () -> chain.checkValidity(at), "valid until " + chain.validUntil());
        PckExtension platform = checks.require(SgxSteps.PCK_EXTENSION, PCK_EXTENSION_INVALID, () -> {
            PckExtension extension = PckExtension.read(chain.pck(), chain.issuedBy());
            return new Finding<>(extension, "FMSPC " + extension.fmspc().toHex() + ", PCESVN " + extension.pceSvn());
        });
        return new SgxEvidence(quote, chain, platform);
    }

    @Override
    public Set<CollateralKey> collateralFor(SgxEvidence evidence) {
        return Set.of(CollateralKey.sgxTcbInfo(evidence.platform().fmspc().toHex()), CollateralKey.sgxQeIdentity(),
                CollateralKey.pckCrl(evidence.chain().issuedBy().parameter()), CollateralKey.rootCaCrl());
    }

    @Override
    public Verification verify(SgxEvidence evidence, CollateralSet collateral, VerificationTerms terms,
            Checks checks) {
        return new SgxVerification(reader, evidence, collateral, terms, checks).verify();
    }

    @Override
    public List<String> heldDataClaims() {
        return SgxClaims.HELD_DATA;
    }

    private static void check(Checks checks, Step step, Runnable body, String detail) {
        checks.mustHold(step, CERTIFICATE_CHAIN_INVALID, () -> {
            body.run();
            return detail;
        });
    }
}
