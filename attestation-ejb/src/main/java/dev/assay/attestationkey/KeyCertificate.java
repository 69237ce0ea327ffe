package dev.assay.attestationkey;

import dev.assay.attestationkey.TpmAuthorities.Use;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.Refusal;
import dev.assay.pki.Certificate;
import dev.assay.tpm2.TpmCertificate;
import java.security.interfaces.RSAPublicKey;

/** What the certificate of a TPM's key says of itself (EK Credential Profile 3; AIK alike), before any path. */
final class KeyCertificate {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;

    private KeyCertificate() {}

    /** TP-06, TP-08: an end entity of the purpose, by name; anyExtendedKeyUsage is not the purpose. */
    static void check(Certificate certificate, Use use) {
        try {
            TpmCertificate facts = TpmCertificate.read("certificate", certificate, use.purpose());
            if (certificate.isAuthority())
                throw new Refusal(use.untrusted(), "the certificate is one of a CA, not of a key of a TPM");
            switch (use) {
                case ATTESTATION_KEYS -> checkUsage(certificate, use, DIGITAL_SIGNATURE, "digitalSignature");
                case ENDORSEMENT_KEYS -> checkEndorsement(certificate, facts);
            }
        } catch (MalformedException refused) {
            throw new Refusal(use.untrusted(), refused.getMessage());
        }
    }

    /** EK profile 3.2.9, 3.2.10, 3.2.13: which TPM it is of, and a key that decrypts or agrees. */
    private static void checkEndorsement(Certificate certificate, TpmCertificate facts) {
        Use use = Use.ENDORSEMENT_KEYS;
        if (facts.manufacturer().isEmpty() || facts.model().isEmpty() || facts.version().isEmpty())
            throw new Refusal(use.untrusted(), "the certificate's subject alternative name does not give manufacturer, "
                    + "model and version of the TPM (2.23.133.2.1 to 3)");
        if (certificate.publicKey() instanceof RSAPublicKey)
            checkUsage(certificate, use, KEY_ENCIPHERMENT, "keyEncipherment");
        else
            checkUsage(certificate, use, KEY_AGREEMENT, "keyAgreement");
    }

    private static void checkUsage(Certificate certificate, Use use, int bit, String name) {
        if (!certificate.mayBeUsedFor(bit))
            throw new Refusal(use.untrusted(), "the certificate's key usage lacks " + name);
    }
}
