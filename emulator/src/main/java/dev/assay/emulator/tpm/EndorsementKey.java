package dev.assay.emulator.tpm;

import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CertifiedKey;
import java.security.KeyPair;
import java.util.Set;

/**
 * RSA 2048 by the default template (TCG EK Credential Profile 2.5, B.3.3), and its certificate.
 *
 * @param attributes what the public area says of it, whether or not that is so
 */
public record EndorsementKey(CertifiedKey certified, Set<Attribute> attributes) {
    /** TPM2_PolicySecret of the endorsement hierarchy. */
    private static final Octets POLICY = Octets.hex("837197674484b3f81a90cc8d46a5d724fd52d76e06520b64f2a1da1b331469aa");
    private static final int AES = 0x0006;
    private static final int CFB = 0x0043;
    private static final int NULL = 0x0010;
    private static final long HIERARCHY = 0x4000_000bL;

    public EndorsementKey {
        attributes = Set.copyOf(attributes);
    }

    KeyPair keys() {
        return certified.keys();
    }

    /** TPMT_PUBLIC. */
    public Octets area() {
        return Octets.join(Octets.big16(0x0001), Octets.big16(Bank.SHA256.id()),
                Octets.big32(Attribute.bits(attributes)), Marshal.sized(POLICY), Octets.big16(AES), Octets.big16(128),
                Octets.big16(CFB), Octets.big16(NULL), TpmKey.rsa(keys()));
    }

    /** TPM2B_PUBLIC. */
    public Octets sizedArea() {
        return Marshal.sized(area());
    }

    public Octets name() {
        return TpmKey.name(area());
    }

    Octets qualifiedName() {
        return Octets.big16(Bank.SHA256.id()).then(Octets.big32(HIERARCHY).then(name()).sha256());
    }

    /** X.509 in DER. */
    public Octets certificate() {
        return certified.der();
    }

    /** DER SubjectPublicKeyInfo. */
    public Octets spki() {
        return certified.spki();
    }
}
