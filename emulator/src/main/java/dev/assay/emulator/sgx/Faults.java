package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CertificateProfile;
import dev.assay.emulator.pki.P256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.Extension;

/** Faults that more than one part can have. */
final class Faults {
    private static final Octets ZERO = Octets.zero(32);

    private Faults() {}

    static Instant justBefore(Draft draft) {
        return draft.now().minusSeconds(1);
    }

    static Instant soonAfter(Draft draft) {
        return draft.now().plus(Duration.ofHours(1));
    }

    /** A certificate that has just expired. */
    static UnaryOperator<CertificateProfile> expired(Draft draft) {
        return profile -> profile.withValidity(profile.notBefore().minus(Duration.ofDays(1)), justBefore(draft));
    }

    /** A certificate that is good from an hour hence. */
    static UnaryOperator<CertificateProfile> notYet(Draft draft) {
        return profile -> profile.withValidity(soonAfter(draft), profile.notAfter());
    }

    /** A critical extension nobody knows. */
    static Extension unknownCritical() {
        try {
            return new Extension(new ASN1ObjectIdentifier("2.25.1974.2026"), true, DERNull.INSTANCE.getEncoded());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A signature with one bit of s flipped. */
    static Octets flipped(Octets signature) {
        return signature.flipped(63);
    }

    static Octets zeroR(Octets signature) {
        return signature.with(0, ZERO);
    }

    static Octets zeroS(Octets signature) {
        return signature.with(32, ZERO);
    }

    static Octets orderR(Octets signature) {
        return signature.with(0, P256.ORDER);
    }

    static Octets orderS(Octets signature) {
        return signature.with(32, P256.ORDER);
    }
}
