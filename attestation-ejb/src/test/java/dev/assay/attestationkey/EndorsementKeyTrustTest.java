package dev.assay.attestationkey;

import static dev.assay.attestationkey.Statement.anchor;
import static dev.assay.attestationkey.Statement.refused;
import static dev.assay.attestationkey.Statement.withCrl;
import static dev.assay.attestationkey.TpmAuthorities.Use.ATTESTATION_KEYS;
import static dev.assay.attestationkey.TpmAuthorities.Use.ENDORSEMENT_KEYS;
import static dev.assay.evidence.Reason.ATTESTATION_KEY_UNSUITABLE;
import static dev.assay.evidence.Reason.CERTIFICATE_NOT_VALID_AT_TIME;
import static dev.assay.evidence.Reason.CERTIFICATE_REVOKED;
import static dev.assay.evidence.Reason.ENDORSEMENT_KEY_NOT_TRUSTED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.attestationkey.Draft.Issued;
import dev.assay.attestationkey.EndorsementKeyTrust.Sound;
import dev.assay.attestationkey.TpmAuthorities.Authority;
import dev.assay.bytes.Bytes;
import dev.assay.tpm2.Credential;
import dev.assay.tpm2.TpmPublic;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("TP-08")
class EndorsementKeyTrustTest {
    private static final Issued VENDOR = Draft.authority("CN=Vendor").selfSigned();
    private static final Issued EK = Draft.ek(KeyUsage.keyAgreement).by(VENDOR);
    private static final KeyPair AK = Draft.ecKeys();

    @Test
    void findsPairSoundAndRecomputesItsNames() {
        TpmPublic ek = PublicAreas.endorsement(EK.keys().getPublic());
        TpmPublic ak = PublicAreas.attestation(AK.getPublic());
        Sound sound = trust(anchor(ENDORSEMENT_KEYS, VENDOR)).check(EK.certificate(), List.of(), ek, ak);
        assertEquals(new Sound(ek, ak, EK.certificate().spki().sha256(),
                Bytes.copyOf(AK.getPublic().getEncoded()).sha256(), Bytes.hex("000b").concat(ak.octets().sha256())),
                sound);
    }

    @ParameterizedTest
    @ValueSource(ints = {2048, 3072})
    void makesCredentialForRsaEndorsementKey(int bits) {
        makesCredential(Draft.ek(KeyUsage.keyEncipherment).by(VENDOR, Draft.rsaKeys(bits)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1"})
    void makesCredentialForEccEndorsementKey(String curve) {
        makesCredential(Draft.ek(KeyUsage.keyAgreement).by(VENDOR, Draft.ecKeys(curve)));
    }

    @Test
    void acceptsCertificateWithoutKeyUsageAndBasicConstraints() {
        check(Draft.ek(0).without(Extension.keyUsage).without(Extension.basicConstraints).by(VENDOR));
    }

    @Test
    void refusesCertificateOfAnotherKey() {
        Issued other = Draft.ek(KeyUsage.keyAgreement).by(VENDOR);
        refused(ENDORSEMENT_KEY_NOT_TRUSTED, () -> trust(anchor(ENDORSEMENT_KEYS, VENDOR)).check(other.certificate(),
                List.of(), PublicAreas.endorsement(EK.keys().getPublic()), PublicAreas.attestation(AK.getPublic())));
    }

    @Test
    void refusesOtherPurpose() {
        refusedDraft(Draft.ek(KeyUsage.keyAgreement).purpose(Draft.AIK));
        refusedDraft(Draft.ek(KeyUsage.keyAgreement).purpose("2.5.29.37.0"));
    }

    @Test
    void refusesKeyUsageOfTheOtherAlgorithm() {
        refusedDraft(Draft.ek(KeyUsage.keyEncipherment));
        refusedDraft(Draft.ek(KeyUsage.digitalSignature));
        Issued rsa = Draft.ek(KeyUsage.keyAgreement).by(VENDOR, Draft.rsaKeys(2048));
        refused(ENDORSEMENT_KEY_NOT_TRUSTED, () -> check(rsa));
    }

    @Test
    void refusesCertificateThatDoesNotNameItsTpm() {
        refusedDraft(Draft.ek(KeyUsage.keyAgreement).named("CN=EK").without(Extension.subjectAlternativeName));
        refusedDraft(Draft.ek(KeyUsage.keyAgreement).with(Extension.subjectAlternativeName, true,
                Draft.tpm("id:4E544300", "NPCT75x")));
    }

    @Test
    void refusesExpiredCertificate() {
        refused(CERTIFICATE_NOT_VALID_AT_TIME, () -> check(Draft.ek(KeyUsage.keyAgreement).expired().by(VENDOR)));
    }

    @Test
    void refusesRevokedCertificate() {
        Authority revoking = withCrl(anchor(ENDORSEMENT_KEYS, VENDOR), ListDraft.empty().revoking(EK).by(VENDOR));
        refused(CERTIFICATE_REVOKED, () -> check(EK, revoking));
    }

    @Test
    void refusesAuthorityForAttestationKeys() {
        refused(ENDORSEMENT_KEY_NOT_TRUSTED, () -> check(EK, anchor(ATTESTATION_KEYS, VENDOR)));
    }

    /** fixedTPM, fixedParent, sensitiveDataOrigin, restricted, decrypt; and sign, set. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 16, 17, 18})
    void refusesEndorsementKeyWithOneAttributeChanged(int bit) {
        TpmPublic changed = PublicAreas.endorsement(EK.keys().getPublic(), PublicAreas.ENDORSEMENT_KEY ^ 1 << bit);
        refused(ENDORSEMENT_KEY_NOT_TRUSTED, () -> trust(anchor(ENDORSEMENT_KEYS, VENDOR)).check(EK.certificate(),
                List.of(), changed, PublicAreas.attestation(AK.getPublic())));
    }

    /** fixedTPM, fixedParent, sensitiveDataOrigin, restricted, sign; and decrypt, set. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 16, 18, 17})
    @Tag("TP-07")
    void refusesAttestationKeyWithOneAttributeChanged(int bit) {
        TpmPublic changed = PublicAreas.attestation(AK.getPublic(), PublicAreas.ATTESTATION_KEY ^ 1 << bit);
        refused(ATTESTATION_KEY_UNSUITABLE, () -> trust(anchor(ENDORSEMENT_KEYS, VENDOR)).check(EK.certificate(),
                List.of(), PublicAreas.endorsement(EK.keys().getPublic()), changed));
    }

    @Test
    @Tag("TP-10")
    void refusesWeakKeyOfEither() {
        KeyPair weak = Draft.rsaKeys(1024);
        Issued weakEk = Draft.ek(KeyUsage.keyEncipherment).by(VENDOR, weak);
        refused(ENDORSEMENT_KEY_NOT_TRUSTED, () -> check(weakEk));
        refused(ATTESTATION_KEY_UNSUITABLE, () -> trust(anchor(ENDORSEMENT_KEYS, VENDOR)).check(EK.certificate(),
                List.of(), PublicAreas.endorsement(EK.keys().getPublic()), PublicAreas.attestation(weak.getPublic())));
    }

    @Test
    @Tag("TP-10")
    void refusesDeniedKeyOfEither() {
        Bytes ek = WeakKeys.identity(EK.keys().getPublic());
        Bytes ak = WeakKeys.identity(AK.getPublic());
        refused(ENDORSEMENT_KEY_NOT_TRUSTED, () -> checkDenying(ek));
        refused(ATTESTATION_KEY_UNSUITABLE, () -> checkDenying(ak));
    }

    private static void checkDenying(Bytes key) {
        var authorities = new TpmAuthorities(List.of(anchor(ENDORSEMENT_KEYS, VENDOR)), Set.of(key));
        new EndorsementKeyTrust(authorities, Draft.AT).check(EK.certificate(), List.of(),
                PublicAreas.endorsement(EK.keys().getPublic()), PublicAreas.attestation(AK.getPublic()));
    }

    private static void makesCredential(Issued ek) {
        Sound sound = check(ek);
        Credential made = Credential.make(sound.endorsement(), sound.attestationKeyName(),
                Bytes.copyOf(new byte[32]), new SecureRandom());
        assertEquals(2 + 2 + 32 + 2 + 32, made.idObject().length());
    }

    private static void refusedDraft(Draft draft) {
        Issued issued = draft.by(VENDOR);
        refused(ENDORSEMENT_KEY_NOT_TRUSTED, () -> check(issued));
    }

    private static Sound check(Issued ek) {
        return check(ek, anchor(ENDORSEMENT_KEYS, VENDOR));
    }

    private static Sound check(Issued ek, Authority authority) {
        return trust(authority).check(ek.certificate(), List.of(), PublicAreas.endorsement(ek.keys().getPublic()),
                PublicAreas.attestation(AK.getPublic()));
    }

    private static EndorsementKeyTrust trust(Authority authority) {
        return new EndorsementKeyTrust(new TpmAuthorities(List.of(authority)), Draft.AT);
    }
}
