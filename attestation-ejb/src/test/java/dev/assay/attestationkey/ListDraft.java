package dev.assay.attestationkey;

import dev.assay.attestationkey.Draft.Issued;
import dev.assay.bytes.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** What a test's revocation list says. */
record ListDraft(Instant from, Instant to, List<BigInteger> revoked, boolean delta, boolean indirect, String hash) {
    static ListDraft empty() {
        return new ListDraft(Draft.AT.minus(Duration.ofDays(1)), Draft.AT.plus(Duration.ofDays(7)), List.of(), false,
                false, "SHA256");
    }

    ListDraft revoking(Issued issued) {
        return new ListDraft(from, to, List.of(issued.certificate().serial()), delta, indirect, hash);
    }

    ListDraft valid(Instant first, Instant next) {
        return new ListDraft(first, next, revoked, delta, indirect, hash);
    }

    ListDraft ofKind(boolean isDelta, boolean isIndirect) {
        return new ListDraft(from, to, revoked, isDelta, isIndirect, hash);
    }

    ListDraft signedWith(String otherHash) {
        return new ListDraft(from, to, revoked, delta, indirect, otherHash);
    }

    Bytes by(Issued issuer) {
        return named(issuer.name(), issuer);
    }

    Bytes named(String issuerName, Issued signer) {
        try {
            var builder = new X509v2CRLBuilder(new X500Name(issuerName), Date.from(from));
            if (to != null)
                builder.setNextUpdate(Date.from(to));
            revoked.forEach(serial -> builder.addCRLEntry(serial, Date.from(from), CRLReason.keyCompromise));
            if (delta)
                builder.addExtension(Extension.deltaCRLIndicator, true, new ASN1Integer(1));
            if (indirect)
                builder.addExtension(Extension.issuingDistributionPoint, true,
                        new IssuingDistributionPoint(null, true, false));
            String key = signer.keys().getPrivate().getAlgorithm().equals("RSA") ? "RSA" : "ECDSA";
            return Bytes.copyOf(builder
                    .build(new JcaContentSignerBuilder(hash + "with" + key).build(signer.keys().getPrivate()))
                    .getEncoded());
        } catch (IOException | OperatorCreationException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
