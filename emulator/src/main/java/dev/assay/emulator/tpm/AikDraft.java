package dev.assay.emulator.tpm;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CertificateProfile;
import dev.assay.emulator.pki.CertifiedKey;
import dev.assay.emulator.pki.CrlDraft;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The attestation key as a request offers it, and as the tenant knows it. Belongs to one thread. */
public final class AikDraft {
    private final TpmIdentity identity;
    private final CrlDraft crl;
    private KeyPath path = KeyPath.CERTIFICATE;
    private CertifiedKey certificate;
    private CertifiedKey issuer;
    private UnaryOperator<Octets> sentCertificate = UnaryOperator.identity();
    private Optional<TpmKey> sentKey = Optional.empty();
    private TpmKey registered;
    private boolean known = true;
    private boolean revoked;

    AikDraft(TpmIdentity identity, Instant now) {
        this.identity = identity;
        this.crl = CrlDraft.of(identity.pki().attestationCa(), now);
        this.certificate = identity.aik();
        this.issuer = identity.pki().attestationCa();
        this.registered = identity.attestationKey();
    }

    public AikDraft path(KeyPath declared) {
        this.path = declared;
        return this;
    }

    KeyPath path() {
        return path;
    }

    /** Another certificate for the same key. */
    public AikDraft reissued(UnaryOperator<CertificateProfile> change) {
        this.certificate = certificate.reissued(issuer.keys(), change);
        return this;
    }

    /** Another certificate for the same key, by another authority of the same name. */
    public AikDraft issuedBy(CertifiedKey other) {
        this.issuer = other;
        return reissued(profile -> profile.withIssuer(other.subject()));
    }

    /** In the place of the certificate. */
    public AikDraft certificate(CertifiedKey other) {
        this.certificate = other;
        return this;
    }

    /** Changes the certificate's encoding. */
    public AikDraft sentCertificate(UnaryOperator<Octets> change) {
        this.sentCertificate = change;
        return this;
    }

    /** {@code aik_pub} of this key, beside a certificate or in the place of the registered one. */
    public AikDraft sentKey(TpmKey other) {
        this.sentKey = Optional.of(other);
        return this;
    }

    public CrlDraft crl() {
        return crl;
    }

    public AikDraft revokeCertificate() {
        crl.revoke(certificate.serial());
        return this;
    }

    /** What was registered said other attributes. */
    public AikDraft registeredWith(Set<Attribute> attributes) {
        this.registered = registered.withAttributes(attributes);
        return this;
    }

    /** What was registered said another scheme. */
    public AikDraft registeredAs(KeyForm form) {
        this.registered = new TpmKey(registered.keys(), form, registered.attributes());
        return this;
    }

    /** The tenant has not registered the device. */
    public AikDraft unknown() {
        this.known = false;
        return this;
    }

    /** The tenant has taken the registration back. */
    public AikDraft revokeDevice() {
        this.revoked = true;
        return this;
    }

    /** Members of the state. */
    String json() {
        String key = sentKey.map(sent -> Json.raw("aik_pub", sent.jwk())).orElse("");
        return switch (path) {
            case CERTIFICATE ->
                Json.octets("aik_cert", sentCertificate.apply(certificate.der())) + (key.isEmpty() ? "" : "," + key);
            case REGISTERED -> key.isEmpty() ? Json.raw("aik_pub", identity.attestationKey().jwk()) : key;
        };
    }

    Optional<TpmBundle.Registered> registration() {
        return known && path == KeyPath.REGISTERED
                ? Optional.of(new TpmBundle.Registered(registered.area(), registered.spki(),
                        identity.endorsementKey().spki(), revoked))
                : Optional.empty();
    }
}
