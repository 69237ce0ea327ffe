package dev.assay.emulator.swtpm;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CertifiedKey;
import dev.assay.emulator.pki.Pem;
import dev.assay.emulator.tpm.TpmPki;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The maker of software TPMs, by a CA whose certificates go into the TPMs' memory as a factory puts them there. */
public record EndorsementAuthority(CertifiedKey key) {
    private static final ASN1ObjectIdentifier TCG = new ASN1ObjectIdentifier("2.23.133");
    private static final Duration YEARS = Duration.ofDays(3650);
    private static final String ATTRIBUTES = "ppwrite|ppread|ownerread|authread|no_da|platformcreate";

    /** Kinds of endorsement key, with where a TPM keeps the certificate (EK profile, 2.2.1.4 and 2.2.1.5). */
    public enum Kind {
        RSA("0x01c00002", "rsa"),
        ECC("0x01c0000a", "ecc");

        private final String index;
        private final String word;

        Kind(String index, String word) {
            this.index = index;
            this.word = word;
        }
    }

    public static EndorsementAuthority create(Instant now) {
        return of(TpmPki.create(now));
    }

    /** The one that certifies emulated TPMs' endorsement keys. */
    public static EndorsementAuthority of(TpmPki pki) {
        return new EndorsementAuthority(pki.endorsementCa());
    }

    /** What a tenant trusts: X.509, DER. */
    public Octets certificate() {
        return key.der();
    }

    /** Certifies the TPM's endorsement key, and leaves the certificate in the TPM. */
    public void manufacture(SoftwareTpm tpm, Kind kind, Instant now) {
        tpm.run("tpm2_createek", "-c", "ek.ctx", "-G", kind.word, "-u", "ek.pem", "-f", "pem");
        tpm.run("tpm2_flushcontext", "-t");
        try {
            byte[] der = certificate(endorsementKey(Files.readString(tpm.folder().resolve("ek.pem")), kind), now)
                    .getEncoded();
            Files.write(tpm.folder().resolve("ek.der"), der);
            tpm.run("tpm2_nvdefine", kind.index, "-C", "p", "-s", Integer.toString(der.length), "-a", ATTRIBUTES);
            tpm.run("tpm2_nvwrite", kind.index, "-C", "p", "-i", "ek.der");
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static PublicKey endorsementKey(String pem, Kind kind) {
        Octets spki = Pem.read("PUBLIC KEY", pem);
        try {
            return KeyFactory.getInstance(kind == Kind.RSA ? "RSA" : "EC")
                    .generatePublic(new X509EncodedKeySpec(spki.toArray()));
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("tpm2_createek wrote no public key", refused);
        }
    }

    /** EK profile, 3.2: no subject, the TPM named by a critical alternative name, keyEncipherment or keyAgreement. */
    private X509CertificateHolder certificate(PublicKey endorsed, Instant now) {
        BigInteger serial = new BigInteger(1, Octets.random(15).toArray()).setBit(0);
        int usage = endorsed.getAlgorithm().equals("RSA") ? KeyUsage.keyEncipherment : KeyUsage.keyAgreement;
        try {
            var identifiers = new JcaX509ExtensionUtils();
            var builder = new JcaX509v3CertificateBuilder(key.subject(), serial, from(now), to(now),
                    new X500Name(new org.bouncycastle.asn1.x500.RDN[0]), endorsed);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            builder.addExtension(Extension.subjectAlternativeName, true, names());
            builder.addExtension(Extension.extendedKeyUsage, false,
                    new ExtendedKeyUsage(KeyPurposeId.getInstance(TCG.branch("8.1"))));
            builder.addExtension(Extension.authorityKeyIdentifier, false,
                    identifiers.createAuthorityKeyIdentifier(key.keys().getPublic()));
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.keys().getPrivate()));
        } catch (IOException | GeneralSecurityException | OperatorCreationException refused) {
            throw new IllegalStateException("the certificate is not encodable", refused);
        }
    }

    private static GeneralNames names() {
        X500Name tpm = new X500NameBuilder().addRDN(TCG.branch("2.1"), new DERUTF8String("id:00001014"))
                .addRDN(TCG.branch("2.2"), new DERUTF8String("swtpm"))
                .addRDN(TCG.branch("2.3"), new DERUTF8String("id:20191023")).build();
        return new GeneralNames(new GeneralName(GeneralName.directoryName, tpm));
    }

    private static Date from(Instant now) {
        return Date.from(now.minus(Duration.ofHours(1)));
    }

    private static Date to(Instant now) {
        return Date.from(now.plus(YEARS));
    }
}
