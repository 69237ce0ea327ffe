package dev.assay.service;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralKind;
import dev.assay.collateral.TrustAnchor;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.sgx.EmulatedAttester;
import dev.assay.emulator.sgx.EvidenceBundle;
import dev.assay.evidence.AttestationType;
import java.time.Instant;
import java.util.List;

/** Evidence and collateral of one emulated platform, good at {@link #AT}. */
final class Emulated {
    static final Instant AT = Instant.parse("2026-11-24T10:00:00.5Z");
    static final EmulatedAttester ATTESTER = EmulatedAttester.create(AT);
    static final EvidenceBundle GENUINE = ATTESTER.genuine(AT);
    static final AnchorSet ANCHORS = new AnchorSet("demo", false, List.of(new TrustAnchor(
            TrustAnchor.Family.INTEL_SGX, "demo-1", bytes(GENUINE.anchor().spki()))));

    private Emulated() {}

    static Bytes bytes(Octets octets) {
        return Bytes.copyOf(octets.toArray());
    }

    static AppraisalRequest request() {
        return AppraisalRequest.of(AttestationType.SGX_ENCLAVE, bytes(GENUINE.quote()));
    }

    static CollateralDocument document(CollateralKey key) {
        CollateralKind kind = key.kind();
        return new CollateralDocument(key, file(kind.fileName()),
                kind.issuerChainFileName().isEmpty() ? Bytes.EMPTY : file(kind.issuerChainFileName()));
    }

    private static Bytes file(String name) {
        return bytes(GENUINE.collateral().file(name).orElseThrow());
    }
}
