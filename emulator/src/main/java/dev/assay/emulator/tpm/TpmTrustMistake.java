package dev.assay.emulator.tpm;

import dev.assay.emulator.pki.CertificateProfile;
import dev.assay.emulator.pki.EmulatedPki;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;

/** Mistakes in whose attestation key it is: D.2 where the key is known to be bad, D.8a where it is not known. */
public enum TpmTrustMistake implements TpmMistake {
    /** maa-tpm 3: {@code aik_pub} beside the certificate is another key. */
    AIK_PUB_NOT_CERTIFIED("D.2", "reject", draft -> draft.aik()
            .sentKey(TpmKey.attestationKey(draft.device().identity().attestationKey().form()))),
    /** PK-05: the authority has revoked the certificate. */
    AIK_CERTIFICATE_REVOKED("D.2", "reject", draft -> draft.aik().revokeCertificate()),
    /** PK-05: where revocation is required, no CRL is held. */
    AIK_CRL_ABSENT("D.2", "unavailable", draft -> draft.aik().crl().absent()),
    /** PK-05: the CRL's next update was an hour ago. */
    AIK_CRL_EXPIRED("D.2", "unavailable", draft -> draft.aik().crl().updates(draft.now().minus(Duration.ofDays(30)),
            draft.now().minus(Duration.ofHours(1)))),
    /** PK-05: the CRL is signed by another key. */
    AIK_CRL_SIGNED_BY_OTHER_KEY("D.2", "unavailable",
            draft -> draft.aik().crl().signer(draft.device().identity().pki().endorsementCa().keys())),
    /** The tenant has taken the registration back. */
    DEVICE_REVOKED("D.2", "deny", draft -> draft.aik().path(KeyPath.REGISTERED).revokeDevice()),

    /** TP-06: the issuer has the name of the tenant's authority, and another key. */
    AIK_CERTIFICATE_BY_NAMESAKE("D.8a", "reject", draft -> draft.aik()
            .issuedBy(TpmPki.authority("Emulated TPM AIK CA", draft.now()))),
    /** TP-06: the issuer is an authority that the tenant does not trust. */
    AIK_CERTIFICATE_BY_OTHER_CA("D.8a", "reject", draft -> draft.aik()
            .issuedBy(TpmPki.authority("Somebody's AIK CA", draft.now()))),
    /** TP-06: the issuer is trusted for endorsement keys only. */
    AIK_CERTIFICATE_BY_EK_CA("D.8a", "reject",
            draft -> draft.aik().issuedBy(draft.device().identity().pki().endorsementCa())),
    /** TP-06: the certificate's signature has a bit flipped. */
    AIK_CERTIFICATE_SIGNATURE_WRONG("D.8a", "reject",
            draft -> draft.aik().sentCertificate(der -> der.flipped(der.length() - 1))),
    /** PK-03: the certificate ended a second ago. */
    AIK_CERTIFICATE_EXPIRED("D.8a", "reject", draft -> reissued(draft,
            profile -> profile.withValidity(profile.notBefore(), draft.now().minusSeconds(1)))),
    /** PK-03: the certificate begins in an hour. */
    AIK_CERTIFICATE_NOT_YET_VALID("D.8a", "reject", draft -> reissued(draft,
            profile -> profile.withValidity(draft.now().plus(Duration.ofHours(1)), profile.notAfter()))),
    /** TP-06: the certificate does not say what it is for. */
    AIK_CERTIFICATE_WITHOUT_USAGE("D.8a", "reject",
            draft -> reissued(draft, profile -> profile.withoutExtension(Extension.extendedKeyUsage))),
    /** TP-06: the certificate says that it is for an endorsement key. */
    AIK_CERTIFICATE_USAGE_OF_EK("D.8a", "reject", draft -> reissued(draft,
            profile -> profile.withExtension(TpmCertificates.usage(TpmCertificates.EK_CERTIFICATE)))),
    /** PK-06: the certificate has a critical extension that nobody knows. */
    AIK_CERTIFICATE_UNKNOWN_CRITICAL("D.8a", "reject",
            draft -> reissued(draft, profile -> profile.withExtension(unknownCritical()))),
    /** PK-06: the certificate says that it is an authority's. */
    AIK_CERTIFICATE_OF_AN_AUTHORITY("D.8a", "reject", draft -> reissued(draft,
            profile -> profile.withSubject(EmulatedPki.name("AIK")).withAuthority(true)
                    .withKeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign))),
    /** TP-06: the key comes alone, and the tenant has registered no such device. */
    DEVICE_UNKNOWN("D.8a", "reject", draft -> draft.aik().path(KeyPath.REGISTERED).unknown());

    private final String step;
    private final String verdict;
    private final Consumer<TpmDraft> change;

    TpmTrustMistake(String step, String verdict, Consumer<TpmDraft> change) {
        this.step = step;
        this.verdict = verdict;
        this.change = change;
    }

    @Override
    public String step() {
        return step;
    }

    @Override
    public String verdict() {
        return verdict;
    }

    @Override
    public void make(TpmDraft draft) {
        change.accept(draft);
    }

    private static void reissued(TpmDraft draft, UnaryOperator<CertificateProfile> change) {
        draft.aik().reissued(change);
    }

    static Extension unknownCritical() {
        try {
            return new Extension(new ASN1ObjectIdentifier("2.25.1974.2026"), true, DERNull.INSTANCE.getEncoded());
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }
}
