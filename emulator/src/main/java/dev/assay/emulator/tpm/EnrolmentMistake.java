package dev.assay.emulator.tpm;

import dev.assay.emulator.pki.CertifiedKey;
import dev.assay.emulator.pki.CertificateProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x509.Extension;

/** One way to get exactly one thing wrong in what a machine sends to enrol; everything else is right (TP-07, TP-08). */
public enum EnrolmentMistake {
    /** TP-07: the attestation key could be moved to another TPM. */
    AK_NOT_FIXED_TO_TPM(true, attestation(Attribute.FIXED_TPM)),
    /** TP-07: the attestation key could be moved to another parent. */
    AK_NOT_FIXED_TO_PARENT(true, attestation(Attribute.FIXED_PARENT)),
    /** TP-07: the attestation key was made outside of the TPM. */
    AK_MADE_OUTSIDE(true, attestation(Attribute.SENSITIVE_DATA_ORIGIN)),
    /** TP-07: the attestation key signs anything. */
    AK_NOT_RESTRICTED(true, attestation(Attribute.RESTRICTED)),
    /** TP-07: the attestation key does not sign. */
    AK_NOT_FOR_SIGNING(true, attestation(Attribute.SIGN)),
    /** TP-07: the attestation key decrypts as well. */
    AK_FOR_DECRYPTION(true, attestation(Attribute.DECRYPT)),

    /** TP-08: the certificate ended a second ago. */
    EK_CERTIFICATE_EXPIRED(false, (identity, now) -> certified(identity,
            profile -> profile.withValidity(profile.notBefore(), now.minusSeconds(1)))),
    /** TP-08: the certificate begins in an hour. */
    EK_CERTIFICATE_NOT_YET_VALID(false, (identity, now) -> certified(identity,
            profile -> profile.withValidity(now.plus(Duration.ofHours(1)), profile.notAfter()))),
    /** TP-08: the certificate does not say what it is for. */
    EK_CERTIFICATE_WITHOUT_USAGE(false, (identity, now) -> certified(identity,
            profile -> profile.withoutExtension(Extension.extendedKeyUsage))),
    /** TP-08: the certificate says that it is for an attestation key. */
    EK_CERTIFICATE_USAGE_OF_AIK(false, (identity, now) -> certified(identity,
            profile -> profile.withExtension(TpmCertificates.usage(TpmCertificates.AIK_CERTIFICATE)))),
    /** TP-08: the issuer has the name of the tenant's authority, and another key. */
    EK_CERTIFICATE_BY_NAMESAKE(false, (identity, now) -> issuedBy(identity,
            TpmPki.authority("Emulated TPM EK CA", now))),
    /** TP-08: the issuer is trusted for attestation keys only. */
    EK_CERTIFICATE_BY_AIK_CA(false, (identity, now) -> issuedBy(identity, identity.pki().attestationCa())),
    /** TP-08: the certificate is of another endorsement key than the one sent. */
    EK_OF_ANOTHER_CERTIFICATE(false, (identity, now) -> endorsed(identity,
            new EndorsementKey(identity.pki().certifyEndorsementKey(identity.attestationKey().keys(), now),
                    identity.endorsementKey().attributes())));

    private final boolean ofAttestationKey;
    private final BiFunction<TpmIdentity, Instant, TpmIdentity> change;

    EnrolmentMistake(boolean ofAttestationKey, BiFunction<TpmIdentity, Instant, TpmIdentity> change) {
        this.ofAttestationKey = ofAttestationKey;
        this.change = change;
    }

    /** Whether it is the attestation key that is not suitable; else the endorsement key is not trusted. */
    public boolean ofAttestationKey() {
        return ofAttestationKey;
    }

    /**
     * The keys to send. {@link #EK_OF_ANOTHER_CERTIFICATE} needs the public area of the identity as it was.
     *
     * @param identity sound at {@code now}
     */
    public TpmIdentity make(TpmIdentity identity, Instant now) {
        return change.apply(identity, now);
    }

    private static BiFunction<TpmIdentity, Instant, TpmIdentity> attestation(Attribute flipped) {
        return (identity, now) -> new TpmIdentity(identity.pki(), identity.endorsementKey(),
                identity.attestationKey()
                        .withAttributes(Attribute.flipped(Attribute.OF_ATTESTATION_KEY, flipped)),
                identity.aik(), identity.requestKey());
    }

    private static TpmIdentity certified(TpmIdentity identity, UnaryOperator<CertificateProfile> change) {
        EndorsementKey key = identity.endorsementKey();
        return endorsed(identity, new EndorsementKey(
                key.certified().reissued(identity.pki().endorsementCa().keys(), change), key.attributes()));
    }

    private static TpmIdentity issuedBy(TpmIdentity identity, CertifiedKey issuer) {
        EndorsementKey key = identity.endorsementKey();
        return endorsed(identity, new EndorsementKey(key.certified().reissued(issuer.keys(),
                profile -> profile.withIssuer(issuer.subject())), key.attributes()));
    }

    private static TpmIdentity endorsed(TpmIdentity identity, EndorsementKey other) {
        return new TpmIdentity(identity.pki(), other, identity.attestationKey(), identity.aik(),
                identity.requestKey());
    }
}
