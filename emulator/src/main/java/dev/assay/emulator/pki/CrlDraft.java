package dev.assay.emulator.pki;

import dev.assay.emulator.bytes.Octets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A CRL in the making; every part can be changed before it is signed. Belongs to one thread. */
public final class CrlDraft {
    private X500Name issuer;
    private KeyPair signer;
    private Instant thisUpdate;
    private Optional<Instant> nextUpdate;
    private BigInteger number;
    private final List<BigInteger> revoked = new ArrayList<>();
    private final List<Extension> more = new ArrayList<>();
    private UnaryOperator<Octets> sent = UnaryOperator.identity();
    private boolean absent;

    private CrlDraft(CertifiedKey issuer, Instant thisUpdate, Duration validity) {
        this.issuer = issuer.subject();
        this.signer = issuer.keys();
        this.thisUpdate = thisUpdate.truncatedTo(ChronoUnit.SECONDS);
        this.nextUpdate = Optional.of(this.thisUpdate.plus(validity));
        this.number = BigInteger.valueOf(thisUpdate.getEpochSecond() / 3600);
    }

    /** As Intel issues it: once a year or so. */
    public static CrlDraft ofRoot(EmulatedPki pki, Instant now) {
        return new CrlDraft(pki.root(), now.minus(Duration.ofDays(30)), Duration.ofDays(379));
    }

    /** As Intel issues it: anew with every request, for thirty days. */
    public static CrlDraft ofAuthority(EmulatedPki pki, CaKind kind, Instant now) {
        return of(pki.authority(kind), now);
    }

    /** Fresh, good for thirty days. */
    public static CrlDraft of(CertifiedKey issuer, Instant now) {
        return new CrlDraft(issuer, now.minus(Duration.ofMinutes(5)), Duration.ofDays(30));
    }

    /** Name and key of another issuer. */
    public CrlDraft issuedBy(CertifiedKey other) {
        this.signer = other.keys();
        return issuer(other.subject());
    }

    public CrlDraft issuer(X500Name name) {
        this.issuer = name;
        return this;
    }

    public CrlDraft signer(KeyPair keys) {
        this.signer = keys;
        return this;
    }

    public CrlDraft updates(Instant last, Instant next) {
        this.thisUpdate = last;
        this.nextUpdate = Optional.of(next);
        return this;
    }

    public CrlDraft withoutNextUpdate() {
        this.nextUpdate = Optional.empty();
        return this;
    }

    public CrlDraft number(long value) {
        this.number = BigInteger.valueOf(value);
        return this;
    }

    public CrlDraft revoke(BigInteger serial) {
        revoked.add(serial);
        return this;
    }

    public CrlDraft extension(Extension extension) {
        more.add(extension);
        return this;
    }

    /** Changes the signed encoding. */
    public CrlDraft sent(UnaryOperator<Octets> change) {
        this.sent = change;
        return this;
    }

    public CrlDraft absent() {
        this.absent = true;
        return this;
    }

    /** The signed CRL in DER; empty where it is to be absent. */
    public Optional<Octets> make() {
        return absent ? Optional.empty() : Optional.of(sent.apply(signed()));
    }

    private Octets signed() {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(issuer, Date.from(thisUpdate));
            nextUpdate.ifPresent(next -> builder.setNextUpdate(Date.from(next)));
            revoked.forEach(serial -> builder.addCRLEntry(serial, Date.from(thisUpdate), CRLReason.keyCompromise));
            addExtensions(builder);
            return Octets.of(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate()))
                    .getEncoded());
        } catch (NoSuchAlgorithmException | OperatorCreationException refused) {
            throw new IllegalStateException("the CRL is not signable", refused);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void addExtensions(X509v2CRLBuilder builder) throws IOException, NoSuchAlgorithmException {
        builder.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
        builder.addExtension(Extension.authorityKeyIdentifier, false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(signer.getPublic()));
        for (Extension extension : more)
            builder.addExtension(extension);
    }
}
