package dev.assay.emulator.pki;

import dev.assay.emulator.bytes.Octets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;

/** A key pair and the certificate that names it. */
public record CertifiedKey(KeyPair keys, X509CertificateHolder certificate) {
    public X500Name subject() {
        return certificate.getSubject();
    }

    public BigInteger serial() {
        return certificate.getSerialNumber();
    }

    public Octets der() {
        try {
            return Octets.of(certificate.getEncoded());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public String pem() {
        return Pem.block("CERTIFICATE", der());
    }

    /** DER SubjectPublicKeyInfo: what a verifier pins. */
    public Octets spki() {
        return Octets.of(keys.getPublic().getEncoded());
    }

    /** The same key under a certificate changed as told, signed by {@code issuer}. */
    public CertifiedKey reissued(KeyPair issuer, UnaryOperator<CertificateProfile> change) {
        return change.apply(CertificateProfile.of(certificate)).issue(keys, issuer);
    }
}
