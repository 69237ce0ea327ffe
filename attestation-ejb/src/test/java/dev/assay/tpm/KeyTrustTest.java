package dev.assay.tpm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.appraisal.Appraisal;
import dev.assay.attestationkey.TpmAuthorities;
import dev.assay.attestationkey.TpmDevice;
import dev.assay.bytes.Bytes;
import dev.assay.collateral.CollateralKey;
import dev.assay.evidence.Baseline;
import dev.assay.evidence.Check;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Verdict;
import dev.assay.tpm2.TpmHash;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** D.2 end to end: exactly one path, and what a policy may live with. */
@Tag("TP-06")
class KeyTrustTest {
    private static final String NOT_REQUIRED = "=>issueproperty(type=\"require_valid_aik_cert\",value=false);";
    private static final Tenant LENIENT = Tenant.usual().knowingNothing()
            .with(Tenant.policy(NOT_REQUIRED, "=>permit();", "c:[type==\"aikValidated\"]=>issue(claim=c);"));
    private static final Instant LATER = Tenant.NOW.plus(Duration.ofDays(9));

    @Test
    void certificateOfTheTenantsAuthorityIsAPathAndBoundsTheToken() {
        Tenant tenant = LENIENT.trusting(SoftAuthority.trusted(Optional.empty(), false));
        Appraisal appraisal = tenant.appraise(certified(SoftAuthority.aik(SoftKeys.AIK)).jws());
        assertEquals(Verdict.PERMIT, appraisal.verdict(), appraisal.detail());
        assertEquals(true, appraisal.tokenClaims().getBoolean("aikValidated"));
        assertEquals(Optional.of(SoftAuthority.AIK_END), appraisal.validUntil());
        assertEquals(Optional.of(SoftKeys.spki(SoftKeys.AIK).sha256()), appraisal.hardwareId());
    }

    @Test
    void certificateOfNoAuthorityIsNotHelpedByARegistration() {
        RequestDraft draft = certified(SoftAuthority.aik(SoftKeys.AIK));
        assertEquals(Reason.ATTESTATION_KEY_NOT_TRUSTED, Tenant.usual().appraise(draft.jws()).reason());
    }

    @Test
    void registrationByCertificateIsNoPathWithoutTheCertificate() {
        TpmDevice known = Tenant.device();
        Tenant tenant = Tenant.usual().trusting(SoftAuthority.trusted(Optional.empty(), false))
                .knowing(new TpmDevice(known.id(), TpmDevice.Origin.CERTIFICATE, known.attestationKey(),
                        Optional.empty(), Optional.empty(), false, Optional.empty()));
        assertEquals(Reason.ATTESTATION_KEY_NOT_TRUSTED, tenant.appraise(new RequestDraft().jws()).reason());
    }

    @Test
    void statementOfAnotherDeviceIsNoPath() {
        TpmDevice other = new TpmDevice(Tenant.device().id(), TpmDevice.Origin.ADMINISTRATOR,
                SoftKeys.spki(SoftKeys.OTHER).sha256(), Optional.empty(), Optional.empty(), false, Optional.empty());
        Tenant tenant = Tenant.usual().stating(CollateralKey.tpmDevice(SoftKeys.spki(SoftKeys.AIK).sha256()),
                other.document());
        assertEquals(Reason.ATTESTATION_KEY_NOT_TRUSTED, tenant.appraise(new RequestDraft().jws()).reason());
    }

    @Test
    void policyMayLiveWithAKeyThatIsNotKnown() {
        Appraisal appraisal = LENIENT.appraise(new RequestDraft().jws());
        assertEquals(Verdict.PERMIT, appraisal.verdict(), appraisal.detail());
        assertEquals(false, appraisal.tokenClaims().getBoolean("aikValidated"));
        assertEquals(Check.Outcome.SKIPPED, outcome(appraisal, "D.2"));
    }

    @Test
    void policyMayLiveWithACertificateThatEndedAndOneForAnotherUse() {
        Tenant tenant = LENIENT.trusting(SoftAuthority.trusted(Optional.empty(), false));
        for (Bytes certificate : new Bytes[]{
                SoftAuthority.certificate(SoftKeys.AIK, "2.23.133.8.3", Tenant.NOW.minusSeconds(1)),
                SoftAuthority.certificate(SoftKeys.AIK, "2.23.133.8.1", LATER)}) {
            Appraisal appraisal = tenant.appraise(certified(certificate).jws());
            assertEquals(Verdict.PERMIT, appraisal.verdict(), appraisal.detail());
            assertEquals(false, appraisal.tokenClaims().getBoolean("aikValidated"));
        }
    }

    @Test
    void noPolicyLivesWithARevokedCertificate() {
        Tenant tenant = LENIENT.trusting(SoftAuthority.trusted(Optional.of(SoftAuthority.crl(LATER, true)), true));
        Appraisal appraisal = tenant.appraise(certified(SoftAuthority.aik(SoftKeys.AIK)).jws());
        assertEquals(Reason.CERTIFICATE_REVOKED, appraisal.reason(), appraisal.detail());
    }

    @Test
    void noPolicyLivesWithARevokedDeviceOnAnyPath() {
        TpmDevice known = Tenant.device();
        Tenant tenant = LENIENT.trusting(SoftAuthority.trusted(Optional.empty(), false)).knowing(new TpmDevice(
                known.id(), known.origin(), known.attestationKey(), known.publicArea(), Optional.empty(), true,
                Optional.empty()));
        assertEquals(Reason.DEVICE_REVOKED, tenant.appraise(new RequestDraft().jws()).reason());
        assertEquals(Reason.DEVICE_REVOKED,
                tenant.appraise(certified(SoftAuthority.aik(SoftKeys.AIK)).jws()).reason());
    }

    @Test
    @Tag("TP-10")
    void noPolicyLivesWithADeniedKeyThatNobodyKnows() {
        Bytes key = SoftKeys.spki(SoftKeys.AIK).sha256();
        Tenant denying = LENIENT.stating(CollateralKey.tpmAuthorities(),
                new TpmAuthorities(List.of(), Set.of(key)).document());
        assertEquals(Reason.ATTESTATION_KEY_UNSUITABLE, denying.appraise(new RequestDraft().jws()).reason());
    }

    @Test
    void listThatIsMissingOrEndedIsNoVerdictOnTheEvidence() {
        RequestDraft draft = certified(SoftAuthority.aik(SoftKeys.AIK));
        Tenant missing = LENIENT.trusting(SoftAuthority.trusted(Optional.empty(), true));
        assertEquals(Reason.CRL_MISSING, missing.appraise(draft.jws()).reason());
        Tenant ended = LENIENT.trusting(SoftAuthority.trusted(
                Optional.of(SoftAuthority.crl(Tenant.NOW.minusSeconds(1), false)), true));
        assertEquals(Reason.CRL_EXPIRED, ended.appraise(draft.jws()).reason());
    }

    @Test
    void badQuoteOutranksAMissingList() {
        RequestDraft draft = certified(SoftAuthority.aik(SoftKeys.AIK));
        draft.current.signer = SoftKeys.OTHER;
        Tenant missing = LENIENT.trusting(SoftAuthority.trusted(Optional.empty(), true));
        assertEquals(Reason.QUOTE_SIGNATURE_INVALID, missing.appraise(draft.jws()).reason());
    }

    @Test
    void certificateAndKeyMustBeOneKey() {
        RequestDraft draft = certified(SoftAuthority.aik(SoftKeys.OTHER));
        draft.aik += ",\"aik_pub\":" + SoftKeys.jwk(SoftKeys.AIK);
        assertEquals(Reason.ATTESTATION_KEY_UNSUITABLE, LENIENT.appraise(draft.jws()).reason());
    }

    @Test
    @Tag("TP-07")
    void shortKeyPassesUnderNoPolicy() {
        KeyPair weak = SoftKeys.SHORT;
        RequestDraft draft = new RequestDraft();
        draft.aik = "\"aik_pub\":" + SoftKeys.jwk(weak);
        draft.current.signer = weak;
        assertEquals(Reason.ATTESTATION_KEY_UNSUITABLE, LENIENT.appraise(draft.jws()).reason());
    }

    @Test
    void statementThatCannotBeReadIsNoVerdictOnTheEvidence() {
        Tenant broken = LENIENT.stating(CollateralKey.tpmAuthorities(), Bytes.utf8("{"));
        assertEquals(Reason.STORE_UNAVAILABLE, broken.appraise(new RequestDraft().jws()).reason());
        Tenant device = LENIENT.stating(CollateralKey.tpmDevice(SoftKeys.spki(SoftKeys.AIK).sha256()),
                Bytes.utf8("[]"));
        assertEquals(Reason.STORE_UNAVAILABLE, device.appraise(new RequestDraft().jws()).reason());
    }

    @Test
    @Tag("TP-05")
    void keyWithoutAnAreaMaySignWithAnyAcceptedScheme() {
        RequestDraft draft = new RequestDraft();
        draft.current.scheme = 0x16;
        draft.current.hash = TpmHash.SHA384;
        assertEquals(Verdict.PERMIT, LENIENT.appraise(draft.jws()).verdict());
        draft.current.hash = TpmHash.SHA1;
        assertEquals(Reason.QUOTE_SIGNATURE_INVALID, LENIENT.appraise(draft.jws()).reason());
    }

    @Test
    @Tag("TP-04")
    void sha1CountsOnlyWhereTheBaselineSaysSo() {
        Baseline lax = TpmBaselines.with(new Baseline.Tpm(true, Set.of()));
        RequestDraft draft = new RequestDraft();
        draft.current.hash = TpmHash.SHA1;
        draft.current.selection.clear();
        draft.current.selection.put(TpmHash.SHA1, StateDraft.ALL);
        Appraisal appraisal = LENIENT.with(lax).appraise(draft.jws());
        assertEquals(Verdict.PERMIT, appraisal.verdict(), appraisal.detail());
        assertEquals(Reason.QUOTE_SIGNATURE_INVALID, LENIENT.appraise(draft.jws()).reason());
    }

    private static RequestDraft certified(Bytes certificate) {
        RequestDraft draft = new RequestDraft();
        draft.aik = "\"aik_cert\":\"" + certificate.toBase64Url() + "\"";
        return draft;
    }

    private static Check.Outcome outcome(Appraisal appraisal, String step) {
        return appraisal.checks().stream().filter(check -> check.id().equals(step)).findFirst().orElseThrow()
                .outcome();
    }
}
