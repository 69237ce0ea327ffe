package dev.assay.attestationkey;

import dev.assay.bytes.Bytes;
import dev.assay.pki.Certificate;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** What a test's certificate says; each {@code with} changes one thing. */
record Draft(String subject, Instant from, Instant to, List<Extension> extensions, String hash) {
    static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");
    static final String AIK = "2.23.133.8.3";
    static final String EK = "2.23.133.8.1";
    private static final AtomicLong SERIAL = new AtomicLong(1000);

    /** A certificate with its key and the name it stands for as an issuer. */
    record Issued(String name, KeyPair keys, Certificate certificate) {}

    static Draft of(String subject) {
        return new Draft(subject, AT.minus(Duration.ofDays(100)), AT.plus(Duration.ofDays(100)), List.of(), "SHA256");
    }

    static Draft authority(String subject) {
        return of(subject).with(Extension.basicConstraints, true, new BasicConstraints(true))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    /** As Microsoft's: no subject, critical alternative name. */
    static Draft aik() {
        return of("").with(Extension.basicConstraints, true, new BasicConstraints(false))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature)).purpose(AIK)
                .with(Extension.subjectAlternativeName, true, tpm("id:4E544300", "NPCT75x", "id:00070002"));
    }

    static Draft ek(int usage) {
        return aik().purpose(EK).with(Extension.keyUsage, true, new KeyUsage(usage));
    }

    Draft purpose(String... purposes) {
        KeyPurposeId[] ids = new KeyPurposeId[purposes.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = KeyPurposeId.getInstance(new ASN1ObjectIdentifier(purposes[i]));
        }
        return with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(ids));
    }

    Draft with(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        try {
            return with(new Extension(id, critical, value.toASN1Primitive().getEncoded("DER")));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Draft with(Extension extension) {
        List<Extension> more = new ArrayList<>(without(extension.getExtnId()).extensions);
        more.add(extension);
        return new Draft(subject, from, to, more, hash);
    }

    Draft without(ASN1ObjectIdentifier id) {
        return new Draft(subject, from, to,
                extensions.stream().filter(extension -> !extension.getExtnId().equals(id)).toList(), hash);
    }

    Draft named(String name) {
        return new Draft(name, from, to, extensions, hash);
    }

    Draft valid(Instant first, Instant last) {
        return new Draft(subject, first, last, extensions, hash);
    }

    Draft expired() {
        return valid(AT.minus(Duration.ofDays(10)), AT.minus(Duration.ofDays(1)));
    }

    Draft signedWith(String otherHash) {
        return new Draft(subject, from, to, extensions, otherHash);
    }

    Issued selfSigned() {
        KeyPair keys = ecKeys();
        return issue(keys, subject, keys);
    }

    Issued by(Issued issuer) {
        return by(issuer, ecKeys());
    }

    Issued by(Issued issuer, KeyPair keys) {
        return issue(keys, issuer.name(), issuer.keys());
    }

    Issued issue(KeyPair keys, String issuer, KeyPair issuerKeys) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(new X500Name(issuer),
                    BigInteger.valueOf(SERIAL.incrementAndGet()), Date.from(from), Date.from(to), new X500Name(subject),
                    keys.getPublic());
            for (Extension extension : extensions)
                builder.addExtension(extension);
            String algorithm = hash + "with" + (issuerKeys.getPrivate().getAlgorithm().equals("RSA") ? "RSA" : "ECDSA");
            byte[] der = builder.build(new JcaContentSignerBuilder(algorithm).build(issuerKeys.getPrivate()))
                    .getEncoded();
            return new Issued(subject, keys, Certificate.read("test", Bytes.copyOf(der)));
        } catch (IOException | OperatorCreationException refused) {
            throw new IllegalStateException(refused);
        }
    }

    static KeyPair ecKeys() {
        return ecKeys("secp256r1");
    }

    static KeyPair ecKeys(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }

    static KeyPair rsaKeys(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }

    /** One set of three attributes in a directory name. */
    static GeneralNames tpm(String... values) {
        ASN1Encodable[] attributes = new ASN1Encodable[values.length];
        for (int i = 0; i < values.length; i++) {
            attributes[i] = new DERSequence(new ASN1Encodable[]{new ASN1ObjectIdentifier("2.23.133.2." + (i + 1)),
                    new DERUTF8String(values[i])});
        }
        X500Name name = X500Name.getInstance(new DERSequence(new DERSet(attributes)));
        return new GeneralNames(new GeneralName(name));
    }
}
