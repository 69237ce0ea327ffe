package dev.assay.emulator.tpm;

import dev.assay.emulator.pki.CertificateProfile;
import dev.assay.emulator.pki.EmulatedPki;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** What certificates of a TPM's keys say (TCG EK Credential Profile 2.5, 3.2): no subject, and a critical other name. */
final class TpmCertificates {
    /** tcg-kp-EKCertificate. */
    static final String EK_CERTIFICATE = "2.23.133.8.1";
    /** tcg-kp-AIKCertificate. */
    static final String AIK_CERTIFICATE = "2.23.133.8.3";
    /** "ASSA": no manufacturer of TCG's list. */
    static final String MANUFACTURER = "id:41535341";
    static final String MODEL = "Emulated TPM";
    static final String VERSION = "id:00010002";
    private static final String ATTRIBUTE = "2.23.133.2.";
    private static final X500Name NOBODY = new X500Name(new RDN[0]);

    private TpmCertificates() {}

    static CertificateProfile endorsementKey(X500Name issuer, Instant now) {
        return profile(issuer, KeyUsage.keyEncipherment, now).withExtension(usage(EK_CERTIFICATE));
    }

    static CertificateProfile attestationKey(X500Name issuer, Instant now) {
        return profile(issuer, KeyUsage.digitalSignature, now).withExtension(usage(AIK_CERTIFICATE));
    }

    private static CertificateProfile profile(X500Name issuer, int keyUsage, Instant now) {
        Instant day = now.truncatedTo(ChronoUnit.DAYS);
        return new CertificateProfile(NOBODY, issuer, EmulatedPki.newSerial(), day.minus(Duration.ofDays(365)),
                day.plus(Duration.ofDays(10L * 365)), false, -1, keyUsage, List.of(device()));
    }

    static Extension usage(String oid) {
        return extension(Extension.extendedKeyUsage, false,
                new ExtendedKeyUsage(KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid))));
    }

    /** Manufacturer, model and version as a directory name. */
    private static Extension device() {
        X500Name name = new X500Name(
                new RDN[]{attribute(1, MANUFACTURER), attribute(2, MODEL), attribute(3, VERSION)});
        return extension(Extension.subjectAlternativeName, true, new GeneralNames(new GeneralName(name)));
    }

    private static RDN attribute(int member, String text) {
        return new RDN(new AttributeTypeAndValue(new ASN1ObjectIdentifier(ATTRIBUTE + member),
                new DERUTF8String(text)));
    }

    private static Extension extension(ASN1ObjectIdentifier id, boolean critical,
            org.bouncycastle.asn1.ASN1Encodable value) {
        try {
            return new Extension(id, critical, value.toASN1Primitive().getEncoded("DER"));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
