package dev.assay.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.AppraisalRequest;
import dev.assay.bytes.Bytes;
import dev.assay.claims.Claim;
import dev.assay.claims.Issuer;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.sgx.EmulatedAttester;
import dev.assay.emulator.sgx.EmulatedEnclave;
import dev.assay.emulator.sgx.EvidenceBundle;
import dev.assay.emulator.sgx.Kss;
import dev.assay.emulator.sgx.ReportData;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.HeldData;
import dev.assay.evidence.Verdict;
import dev.assay.policy.Operator;
import dev.assay.sgx.Emulated;
import dev.assay.tpm.AppraisedRequests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The vocabulary is a second writing of what the schemes make; here both are held against each other. */
class ClaimVocabularyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final EmulatedAttester ATTESTER = EmulatedAttester.create(NOW);

    @Test
    void everyKindOfEvidenceThatCanBeVerifiedHasAVocabulary() {
        for (AttestationType type : AttestationType.values()) {
            assertTrue(Vocabularies.named(type.wireName()).isPresent(), type.wireName());
        }
    }

    @Test
    void namesTheClaimsVerifiedEvidenceHasAndNoOthers() {
        for (AttestationType type : AttestationType.values()) {
            Set<String> made = new TreeSet<>();
            claims(type).forEach(claims -> claims.forEach(claim -> made.add(claim.type())));
            Set<String> known = vocabulary(type).claims().stream().map(KnownClaim::type)
                    .collect(Collectors.toCollection(TreeSet::new));
            known.remove("assay-tcb-advisory"); // The emulated platform has none.
            known.removeIf(claim -> claim.startsWith("enclave")); // Of VBS reports, which are refused so far.
            assertEquals(known, made);
        }
    }

    @Test
    void everyValueIsOneTheVocabularyAllows() {
        for (AttestationType type : AttestationType.values()) {
            Map<String, KnownClaim> known = vocabulary(type).byType();
            claims(type).forEach(claims -> claims.forEach(claim -> assertTrue(known.get(claim.type()).form()
                    .compare(Operator.EQUAL, claim.value()) != Tri.NEVER, claim::toString)));
        }
    }

    @Test
    void whatIsAlwaysThereIsThereInTheBarestEvidence() {
        for (AttestationType type : AttestationType.values()) {
            Set<String> bare = claims(type).getFirst().stream().map(Claim::type).collect(Collectors.toSet());
            Set<String> always = vocabulary(type).claims().stream().filter(KnownClaim::always).map(KnownClaim::type)
                    .collect(Collectors.toSet());
            assertEquals(bare, always);
        }
    }

    private static ClaimVocabulary vocabulary(AttestationType type) {
        return Vocabularies.named(type.wireName()).orElseThrow();
    }

    /** Of a plain quote; of one with everything a quote can have. */
    private static List<List<Claim>> claims(AttestationType type) {
        return switch (type) {
            case SGX_ENCLAVE, OPEN_ENCLAVE -> quoted(type);
            case TPM -> List.of(AppraisedRequests.bare(), AppraisedRequests.full());
        };
    }

    private static List<List<Claim>> quoted(AttestationType type) {
        List<List<Claim>> all = new ArrayList<>();
        all.add(appraised(type, ATTESTER.genuine(NOW), Optional.empty()));
        EmulatedAttester separated = ATTESTER.withEnclave(EmulatedEnclave.sample().withKss(Kss.sample()));
        HeldData held = new HeldData(Bytes.utf8("held"), HeldData.Kind.BINARY);
        EvidenceBundle full = separated.make(ReportData.binding(Octets.utf8("held")), NOW, draft -> {});
        all.add(appraised(type, full, Optional.of(held)));
        return all;
    }

    private static List<Claim> appraised(AttestationType type, EvidenceBundle bundle, Optional<HeldData> held) {
        Octets sent = type == AttestationType.OPEN_ENCLAVE ? bundle.openEnclaveReport() : bundle.quote();
        Appraisal appraisal = Emulated.strictly(bundle, NOW).appraise(new AppraisalRequest(type,
                Bytes.copyOf(sent.toArray()), held, Optional.empty(), Optional.empty()));
        assertEquals(Verdict.PERMIT, appraisal.verdict(), appraisal.detail());
        // The default policy's own are made by rules.
        return appraisal.claims().claims().stream()
                .filter(claim -> claim.issuer() == Issuer.ATTESTATION_SERVICE).toList();
    }
}
