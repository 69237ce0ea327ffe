package dev.assay.emulator.pki;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * What a certificate is to say; everything but the keys.
 *
 * @param authority whether basicConstraints says CA
 * @param pathLength for authorities; below zero where none is said
 * @param keyUsage bits of {@link KeyUsage}
 * @param more extensions beside key identifiers, key usage and basic constraints, in order
 */
public record CertificateProfile(X500Name subject, X500Name issuer, BigInteger serial, Instant notBefore,
        Instant notAfter, boolean authority, int pathLength, int keyUsage, List<Extension> more) {
    private static final Set<ASN1ObjectIdentifier> OWN = Set.of(Extension.authorityKeyIdentifier,
            Extension.subjectKeyIdentifier, Extension.keyUsage, Extension.basicConstraints);

    public CertificateProfile {
        more = List.copyOf(more);
    }

    /** What an issued certificate says. */
    static CertificateProfile of(X509CertificateHolder holder) {
        BasicConstraints constraints = BasicConstraints.fromExtensions(holder.getExtensions());
        int pathLength = constraints.getPathLenConstraint() == null
                ? -1
                : constraints.getPathLenConstraint().intValue();
        List<Extension> more = Arrays.stream(holder.getExtensions().getExtensionOIDs()).filter(id -> !OWN.contains(id))
                .map(holder::getExtension).toList();
        return new CertificateProfile(holder.getSubject(), holder.getIssuer(), holder.getSerialNumber(),
                holder.getNotBefore().toInstant(), holder.getNotAfter().toInstant(), constraints.isCA(), pathLength,
                usage(holder), more);
    }

    private static int usage(X509CertificateHolder holder) {
        byte[] bits = KeyUsage.fromExtensions(holder.getExtensions()).getBytes();
        return bits.length == 0 ? 0 : Byte.toUnsignedInt(bits[0]);
    }

    public CertificateProfile withSubject(X500Name name) {
        return new CertificateProfile(name, issuer, serial, notBefore, notAfter, authority, pathLength, keyUsage, more);
    }

    public CertificateProfile withIssuer(X500Name name) {
        return new CertificateProfile(subject, name, serial, notBefore, notAfter, authority, pathLength, keyUsage,
                more);
    }

    public CertificateProfile withSerial(BigInteger number) {
        return new CertificateProfile(subject, issuer, number, notBefore, notAfter, authority, pathLength, keyUsage,
                more);
    }

    public CertificateProfile withValidity(Instant from, Instant to) {
        return new CertificateProfile(subject, issuer, serial, from, to, authority, pathLength, keyUsage, more);
    }

    public CertificateProfile withAuthority(boolean says) {
        return new CertificateProfile(subject, issuer, serial, notBefore, notAfter, says, says ? pathLength : -1,
                keyUsage, more);
    }

    public CertificateProfile withKeyUsage(int bits) {
        return new CertificateProfile(subject, issuer, serial, notBefore, notAfter, authority, pathLength, bits, more);
    }

    /** With this extension, in place of one with the same id. */
    public CertificateProfile withExtension(Extension extension) {
        List<Extension> changed = new ArrayList<>(withoutExtension(extension.getExtnId()).more);
        changed.add(extension);
        return withMore(changed);
    }

    public CertificateProfile withoutExtension(ASN1ObjectIdentifier id) {
        return withMore(more.stream().filter(extension -> !extension.getExtnId().equals(id)).toList());
    }

    private CertificateProfile withMore(List<Extension> extensions) {
        return new CertificateProfile(subject, issuer, serial, notBefore, notAfter, authority, pathLength, keyUsage,
                extensions);
    }

    /** The certificate of {@code keys}, signed with ECDSA and SHA-256 by {@code issuerKeys}. */
    public CertifiedKey issue(KeyPair keys, KeyPair issuerKeys) {
        try {
            var builder = new JcaX509v3CertificateBuilder(issuer, serial, Date.from(notBefore), Date.from(notAfter),
                    subject, keys.getPublic());
            addExtensions(builder, keys, issuerKeys);
            return new CertifiedKey(keys,
                    builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate())));
        } catch (CertIOException | GeneralSecurityException | OperatorCreationException refused) {
            throw new IllegalStateException("the certificate is not encodable", refused);
        }
    }

    private void addExtensions(JcaX509v3CertificateBuilder builder, KeyPair keys, KeyPair issuerKeys)
            throws CertIOException, GeneralSecurityException {
        var identifiers = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.authorityKeyIdentifier, false,
                identifiers.createAuthorityKeyIdentifier(issuerKeys.getPublic()));
        for (Extension pointer : pointers())
            builder.addExtension(pointer);
        builder.addExtension(Extension.subjectKeyIdentifier, false,
                identifiers.createSubjectKeyIdentifier(keys.getPublic()));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
        builder.addExtension(Extension.basicConstraints, true, constraints());
        for (Extension extension : withoutExtension(Extension.cRLDistributionPoints).more)
            builder.addExtension(extension);
    }

    private List<Extension> pointers() {
        return more.stream().filter(extension -> extension.getExtnId().equals(Extension.cRLDistributionPoints))
                .toList();
    }

    private BasicConstraints constraints() {
        return authority && pathLength >= 0 ? new BasicConstraints(pathLength) : new BasicConstraints(authority);
    }
}
