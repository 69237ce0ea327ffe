package dev.assay.attestationkey;

import static dev.assay.attestationkey.Statement.anchor;
import static dev.assay.attestationkey.Statement.intermediate;
import static dev.assay.attestationkey.Statement.refused;
import static dev.assay.attestationkey.Statement.trust;
import static dev.assay.attestationkey.TpmAuthorities.Use.ENDORSEMENT_KEYS;
import static dev.assay.evidence.Reason.ATTESTATION_KEY_NOT_TRUSTED;
import static dev.assay.evidence.Reason.ATTESTATION_KEY_UNSUITABLE;
import static dev.assay.evidence.Reason.CERTIFICATE_NOT_VALID_AT_TIME;
import static dev.assay.evidence.Reason.DEVICE_REVOKED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.attestationkey.AttestationKeyTrust.Trusted;
import dev.assay.attestationkey.Draft.Issued;
import dev.assay.attestationkey.TpmDevice.Origin;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.Reason;
import dev.assay.pki.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Path b against authorities made here, each refusal once; paths a and c by what is registered. */
@Tag("TP-06")
class AttestationKeyTrustTest {
    private final Issued root = Draft.authority("CN=Root").selfSigned();
    private final Issued issuing = Draft.authority("CN=Issuing").by(root);
    private final Certificate leaf = Draft.aik().by(issuing).certificate();

    @Test
    void trustsCertificateOfConfiguredAuthority() {
        Trusted trusted = trust(anchor(root), intermediate(issuing)).byCertificate(leaf, List.of());
        assertEquals(new Trusted(Origin.CERTIFICATE, Optional.of(leaf.notAfter())), trusted);
    }

    @Test
    void findsIntermediateSentAlongWhateverElseIsSent() {
        Certificate junk = Draft.authority("CN=Junk").selfSigned().certificate();
        trust(anchor(root)).byCertificate(leaf, List.of(junk, issuing.certificate(), root.certificate()));
    }

    @Test
    void acceptsIntermediateAsAnchor() {
        trust(anchor(issuing)).byCertificate(leaf, List.of());
    }

    @Test
    void endsTrustWithTheFirstCertificateToEnd() {
        Issued brief = Draft.authority("CN=Brief").valid(Draft.AT, Draft.AT.plus(Duration.ofHours(1))).by(root);
        Certificate below = Draft.aik().by(brief).certificate();
        assertEquals(Optional.of(Draft.AT.plus(Duration.ofHours(1))),
                trust(anchor(root)).byCertificate(below, List.of(brief.certificate())).validUntil());
    }

    @Test
    void acceptsRsaAndTheLargerCurves() {
        Issued rsaRoot = rsa(Draft.authority("CN=RSA root"));
        Issued p384 = Draft.authority("CN=P-384").signedWith("SHA384").by(rsaRoot, Draft.ecKeys("secp384r1"));
        Certificate p521 = Draft.aik().signedWith("SHA512").by(p384, Draft.ecKeys("secp521r1")).certificate();
        trust(anchor(rsaRoot)).byCertificate(p521, List.of(p384.certificate()));
    }

    @Test
    void acceptsCriticalPolicyWithNotice() {
        var notice = new PolicyQualifierInfo(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.2.2"), new DERSequence());
        var policy = new PolicyInformation(new ASN1ObjectIdentifier("1.3.6.1.4.1.311.21.31"), new DERSequence(notice));
        accepted(Draft.aik().with(Extension.certificatePolicies, true, new CertificatePolicies(policy)));
    }

    @Test
    void refusesCertificateOfNoAuthority() {
        refused(ATTESTATION_KEY_NOT_TRUSTED,
                () -> new AttestationKeyTrust(TpmAuthorities.NONE, Draft.AT).byCertificate(leaf,
                        List.of(issuing.certificate(), root.certificate())));
    }

    @Test
    @Tag("PK-01")
    void refusesSelfMadeChain() {
        Issued other = Draft.authority("CN=Root").selfSigned();
        Issued between = Draft.authority("CN=Issuing").by(other);
        Certificate below = Draft.aik().by(between).certificate();
        var refusal = refused(ATTESTATION_KEY_NOT_TRUSTED, () -> trust(anchor(root)).byCertificate(below,
                List.of(between.certificate(), other.certificate())));
        assertTrue(refusal.getMessage().contains("signature is not its issuer's"), refusal.getMessage());
    }

    @Test
    void refusesOtherPurpose() {
        refusedLeaf(ATTESTATION_KEY_NOT_TRUSTED, Draft.aik().purpose(Draft.EK));
    }

    @Test
    void refusesAnyPurpose() {
        refusedLeaf(ATTESTATION_KEY_NOT_TRUSTED, Draft.aik().purpose("2.5.29.37.0"));
    }

    @Test
    void refusesNoPurpose() {
        refusedLeaf(ATTESTATION_KEY_NOT_TRUSTED, Draft.aik().without(Extension.extendedKeyUsage));
    }

    @Test
    void refusesCertificateOfCaAsKey() {
        refusedLeaf(ATTESTATION_KEY_NOT_TRUSTED,
                Draft.aik().with(Extension.basicConstraints, true, new BasicConstraints(true)));
    }

    @Test
    void refusesKeyThatMayNotSign() {
        refusedLeaf(ATTESTATION_KEY_NOT_TRUSTED,
                Draft.aik().with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyEncipherment)));
    }

    @Test
    void acceptsLeafWithoutKeyUsageAndBasicConstraints() {
        accepted(Draft.aik().without(Extension.keyUsage).without(Extension.basicConstraints));
    }

    @Test
    @Tag("PK-03")
    void refusesUnknownCriticalExtension() {
        refusedLeaf(ATTESTATION_KEY_NOT_TRUSTED,
                Draft.aik().with(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), true, DERNull.INSTANCE));
    }

    @Test
    void refusesExpiredLeaf() {
        refusedLeaf(CERTIFICATE_NOT_VALID_AT_TIME, Draft.aik().expired());
    }

    @Test
    void refusesLeafOfTheFuture() {
        refusedLeaf(CERTIFICATE_NOT_VALID_AT_TIME,
                Draft.aik().valid(Draft.AT.plusSeconds(1), Draft.AT.plusSeconds(2)));
    }

    @Test
    void refusesExpiredIntermediate() {
        refusedBelow(CERTIFICATE_NOT_VALID_AT_TIME, Draft.authority("CN=Old").expired().by(root));
    }

    @Test
    void refusesExpiredAnchor() {
        Issued old = Draft.authority("CN=Old").expired().selfSigned();
        refused(CERTIFICATE_NOT_VALID_AT_TIME,
                () -> trust(anchor(old)).byCertificate(Draft.aik().by(old).certificate(), List.of()));
    }

    @Test
    void refusesAuthorityForTheOtherUse() {
        var refusal = refused(ATTESTATION_KEY_NOT_TRUSTED,
                () -> trust(anchor(ENDORSEMENT_KEYS, issuing)).byCertificate(leaf, List.of()));
        assertTrue(refusal.getMessage().contains("not for attestation keys"), refusal.getMessage());
    }

    @Test
    @Tag("PK-03")
    void refusesIntermediateWithoutBasicConstraints() {
        refusedBelow(ATTESTATION_KEY_NOT_TRUSTED,
                Draft.authority("CN=No CA").without(Extension.basicConstraints).by(root));
    }

    @Test
    @Tag("PK-03")
    void refusesIntermediateThatMayNotSignCertificates() {
        refusedBelow(ATTESTATION_KEY_NOT_TRUSTED,
                Draft.authority("CN=No CA").with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign)).by(root));
    }

    @Test
    @Tag("PK-03")
    void refusesPathLongerThanItsConstraint() {
        Issued narrow = Draft.authority("CN=Narrow").with(Extension.basicConstraints, true, new BasicConstraints(0))
                .by(root);
        Issued below = Draft.authority("CN=Below").by(narrow);
        refused(ATTESTATION_KEY_NOT_TRUSTED, () -> trust(anchor(root)).byCertificate(
                Draft.aik().by(below).certificate(), List.of(narrow.certificate(), below.certificate())));
    }

    @Test
    @Tag("PK-10")
    void refusesSha1() {
        refusedLeaf(ATTESTATION_KEY_NOT_TRUSTED, Draft.aik().signedWith("SHA1"));
    }

    @Test
    @Tag("PK-10")
    void refusesShortKeyOfIntermediate() {
        refusedBelow(ATTESTATION_KEY_NOT_TRUSTED, Draft.authority("CN=Short").by(root, Draft.rsaKeys(1024)));
    }

    @Test
    @Tag("TP-10")
    void refusesShortKey() {
        Certificate weak = Draft.aik().by(issuing, Draft.rsaKeys(1024)).certificate();
        refused(ATTESTATION_KEY_UNSUITABLE, () -> trust(anchor(issuing)).byCertificate(weak, List.of()));
    }

    @Test
    @Tag("TP-10")
    void refusesDeniedKey() {
        var authorities = new TpmAuthorities(List.of(anchor(issuing)), Set.of(leaf.spki().sha256()));
        refused(ATTESTATION_KEY_UNSUITABLE,
                () -> new AttestationKeyTrust(authorities, Draft.AT).byCertificate(leaf, List.of()));
    }

    @Test
    @Tag("TP-09")
    void trustsDevicesByActivationAndByAdministratorOnly() {
        Bytes key = leaf.spki().sha256();
        for (Origin origin : List.of(Origin.ACTIVATION, Origin.ADMINISTRATOR)) {
            assertEquals(new Trusted(origin, Optional.empty()),
                    trust().asRegistered(Optional.of(device(origin, key, false)), key));
        }
        refused(ATTESTATION_KEY_NOT_TRUSTED,
                () -> trust().asRegistered(Optional.of(device(Origin.CERTIFICATE, key, false)), key));
    }

    @Test
    void refusesKeyThatIsNotTheDevicesOrOfNoDevice() {
        Bytes key = leaf.spki().sha256();
        refused(ATTESTATION_KEY_NOT_TRUSTED, () -> trust().asRegistered(Optional.empty(), key));
        refused(ATTESTATION_KEY_NOT_TRUSTED,
                () -> trust().asRegistered(Optional.of(device(Origin.ACTIVATION, key, false)), key.sha256()));
    }

    @Test
    void refusesRevokedDeviceWhateverItsOrigin() {
        Bytes key = leaf.spki().sha256();
        for (Origin origin : Origin.values()) {
            refused(DEVICE_REVOKED, () -> trust().asRegistered(Optional.of(device(origin, key, true)), key));
        }
    }

    private void refusedLeaf(Reason reason, Draft draft) {
        refused(reason, () -> accepted(draft));
    }

    private void accepted(Draft draft) {
        trust(anchor(issuing)).byCertificate(draft.by(issuing).certificate(), List.of());
    }

    private void refusedBelow(Reason reason, Issued intermediate) {
        Certificate below = Draft.aik().by(intermediate).certificate();
        refused(reason, () -> trust(anchor(root)).byCertificate(below, List.of(intermediate.certificate())));
    }

    private static Issued rsa(Draft draft) {
        var keys = Draft.rsaKeys(2048);
        return draft.issue(keys, draft.subject(), keys);
    }

    private static TpmDevice device(Origin origin, Bytes key, boolean revoked) {
        return new TpmDevice(UUID.randomUUID(), origin, key, Optional.empty(), Optional.empty(), revoked,
                Optional.empty());
    }
}
