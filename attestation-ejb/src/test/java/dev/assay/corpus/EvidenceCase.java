package dev.assay.corpus;

import dev.assay.appraisal.Admission;
import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.AppraisalRequest;
import dev.assay.appraisal.Appraiser;
import dev.assay.appraisal.Terms;
import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralKind;
import dev.assay.collateral.CollateralSet;
import dev.assay.collateral.TrustAnchor;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.pki.PemCertificates;
import dev.assay.policy.DefaultPolicies;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A corpus case with SGX evidence, and how it is appraised: its instant, its collateral or what it borrows. */
record EvidenceCase(Corpus corpus, Corpus.Case of) {
    private static final List<String> NAMES = List.of("quote.bin", "oe_report.bin", "evidence.bin");

    Optional<Bytes> evidenceIfAny() {
        return NAMES.stream().flatMap(name -> of.file(name).stream()).findFirst();
    }

    Bytes evidence() {
        return evidenceIfAny().orElseThrow();
    }

    /** By what the octets are: plugin evidence of an Open Enclave host is a bare quote. */
    AttestationType type() {
        return of.expected().containsKey("oe_header") ? AttestationType.OPEN_ENCLAVE : AttestationType.SGX_ENCLAVE;
    }

    Instant at() {
        if (of.facts().containsKey("verify_at"))
            return Instant.parse(of.facts().getString("verify_at"));
        Optional<JsonObject> qvl = qvl();
        if (qvl.isPresent())
            return Instant.parse(qvl.get().getString("at"));
        JsonObject pck = of.expected().getJsonObject("quote").getJsonObject("pck");
        // Evidence without any certificate is refused before a date is looked at.
        return pck == null ? Instant.EPOCH : Instant.parse(pck.getString("not_before")).plusSeconds(86_400);
    }

    Optional<JsonObject> qvl() {
        return Optional.ofNullable(of.expected().getJsonObject("intel_qvl"));
    }

    AnchorSet anchors() {
        return of.file("trusted_root.pem").map(pem -> {
            Bytes spki = PemCertificates.read("trusted_root.pem", pem).getFirst().spki();
            return new AnchorSet("test-root", false,
                    List.of(new TrustAnchor(TrustAnchor.Family.INTEL_SGX, "test-root", spki)));
        }).orElse(AnchorSet.VENDORS);
    }

    Optional<Bytes> collateralFile(String name) {
        Optional<Bytes> own = of.file(name);
        if (own.isPresent() || qvl().isEmpty())
            return own;
        JsonObject borrowed = qvl().get().getJsonObject("collateral_borrowed_from");
        if (borrowed == null || !borrowed.containsKey(name))
            return Optional.empty();
        String from = borrowed.getString(name);
        return Stream.of("sgx", "openenclave").map(kind -> corpus.file(kind, from, name))
                .filter(java.nio.file.Files::exists).findFirst().map(Corpus::bytes);
    }

    Appraisal appraise(Appraiser appraiser, Baseline baseline, boolean revocation) {
        Admission admission = appraiser.admit(AppraisalRequest.of(type(), evidence()), anchors(), at());
        return switch (admission) {
            case Admission.Refused(Appraisal appraisal) -> appraisal;
            case Admission.Admitted<?> admitted -> appraiser.conclude(admitted, collateral(admitted.wanted()),
                    new Terms(anchors(), baseline, DefaultPolicies.servedFor(type().wireName()).orElseThrow(), at(),
                            revocation));
        };
    }

    private CollateralSet collateral(Set<CollateralKey> wanted) {
        Map<CollateralKey, CollateralDocument> found = new HashMap<>();
        for (CollateralKey key : wanted) {
            CollateralKind kind = key.kind();
            Bytes chain = collateralFile(kind.issuerChainFileName()).orElse(Bytes.EMPTY);
            collateralFile(kind.fileName())
                    .ifPresent(content -> found.put(key, new CollateralDocument(key, content, chain)));
        }
        return new CollateralSet(found, Map.of());
    }

    /** Whether both lists are there and in force at the instant, read with the JDK alone. */
    boolean crlsInForce() {
        List<Optional<Bytes>> lists = new ArrayList<>();
        lists.add(collateralFile("pck_crl.der"));
        lists.add(collateralFile("root_ca_crl.der"));
        return lists.stream().allMatch(list -> list.isPresent() && inForce(list.get()));
    }

    private boolean inForce(Bytes der) {
        try {
            X509CRL crl = (X509CRL) CertificateFactory.getInstance("X.509")
                    .generateCRL(new ByteArrayInputStream(der.toArray()));
            return !at().isBefore(crl.getThisUpdate().toInstant()) && !at().isAfter(crl.getNextUpdate().toInstant());
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    long tcbInfoVersion() {
        String json = collateralFile("tcb_info.json").orElseThrow().asUtf8();
        return json.contains("\"version\":3") ? 3 : 2;
    }
}
