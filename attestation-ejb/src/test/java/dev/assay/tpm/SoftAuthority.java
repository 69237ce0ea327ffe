package dev.assay.tpm;

import dev.assay.attestationkey.TpmAuthorities;
import dev.assay.attestationkey.TpmAuthorities.Authority;
import dev.assay.attestationkey.TpmAuthorities.Use;
import dev.assay.bytes.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certification authority for attestation keys. */
final class SoftAuthority {
    private static final X500Name NAME = new X500Name("CN=Soft AIK CA");
    private static final String AIK_USAGE = "2.23.133.8.3";
    private static final KeyPair KEYS = SoftKeys.rsa(2048);
    static final Instant AIK_END = Tenant.NOW.plus(Duration.ofDays(20));

    private SoftAuthority() {}

    static TpmAuthorities trusted(Optional<Bytes> crl, boolean revocationRequired) {
        return new TpmAuthorities(List.of(new Authority(Use.ATTESTATION_KEYS, true, root(), crl,
                revocationRequired)));
    }

    static Bytes root() {
        try {
            var builder = builder(NAME, KEYS, Tenant.NOW.plus(Duration.ofDays(3650)), 1);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return Bytes.copyOf(builder.build(signer()).getEncoded());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Bytes aik(KeyPair keys) {
        return certificate(keys, AIK_USAGE, AIK_END);
    }

    /** @param usage extended key usage, dotted */
    static Bytes certificate(KeyPair keys, String usage, Instant end) {
        try {
            var builder = builder(new X500Name("CN=Soft AIK"), keys, end, 17);
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false,
                    new ExtendedKeyUsage(KeyPurposeId.getInstance(new ASN1ObjectIdentifier(usage))));
            return Bytes.copyOf(builder.build(signer()).getEncoded());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Bytes crl(Instant next, boolean revokesAik) {
        try {
            var builder = new X509v2CRLBuilder(NAME, Date.from(Tenant.NOW.minus(Duration.ofDays(40))));
            builder.setNextUpdate(Date.from(next));
            if (revokesAik)
                builder.addCRLEntry(BigInteger.valueOf(17), Date.from(Tenant.NOW.minus(Duration.ofDays(41))),
                        CRLReason.keyCompromise);
            return Bytes.copyOf(builder.build(signer()).getEncoded());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JcaX509v3CertificateBuilder builder(X500Name subject, KeyPair keys, Instant end, long serial) {
        return new JcaX509v3CertificateBuilder(NAME, BigInteger.valueOf(serial),
                Date.from(Tenant.NOW.minus(Duration.ofDays(365))), Date.from(end), subject, keys.getPublic());
    }

    private static ContentSigner signer() {
        try {
            return new JcaContentSignerBuilder("SHA256withRSA").build(KEYS.getPrivate());
        } catch (OperatorCreationException refused) {
            throw new IllegalStateException(refused);
        }
    }

}
