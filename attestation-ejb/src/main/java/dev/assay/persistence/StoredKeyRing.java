package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.KeyMaker;
import dev.assay.signing.KeyRing;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.signing.PublishedKey;
import dev.assay.signing.SigningKey;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Signing keys from the database, unwrapped once and kept in memory, apart for each tenant (TE-03). */
public final class StoredKeyRing implements KeyRing {
    private final Function<UUID, List<SigningKeyRows.Stored>> rows;
    private final KeyEncryptionKey kek;
    private final Map<UUID, List<SigningKeyRows.Stored>> known = new ConcurrentHashMap<>();
    private final Map<UUID, SigningKey> unwrapped = new ConcurrentHashMap<>();

    /** @param rows reads a tenant's keys, the active one first */
    public StoredKeyRing(Function<UUID, List<SigningKeyRows.Stored>> rows, KeyEncryptionKey kek) {
        this.rows = rows;
        this.kek = kek;
    }

    @Override
    public Optional<SigningKey> active(UUID tenant) {
        SigningKey held = unwrapped.get(tenant);
        if (held != null)
            return Optional.of(held);
        Optional<SigningKey> key = read(tenant).stream().filter(SigningKeyRows.Stored::active).findFirst()
                .map(row -> unwrap(tenant, row));
        key.ifPresent(fresh -> unwrapped.put(tenant, fresh));
        return key;
    }

    @Override
    public List<PublishedKey> published(UUID tenant) {
        return read(tenant).stream().map(row -> new PublishedKey(row.kid(), certificate(row))).toList();
    }

    private List<SigningKeyRows.Stored> read(UUID tenant) {
        List<SigningKeyRows.Stored> held = known.get(tenant);
        if (held != null)
            return held;
        List<SigningKeyRows.Stored> fresh = rows.apply(tenant);
        // why: a tenant without keys is asked for again, another node may be making its first.
        if (!fresh.isEmpty())
            known.put(tenant, fresh);
        return fresh;
    }

    private SigningKey unwrap(UUID tenant, SigningKeyRows.Stored row) {
        return new SigningKey(row.kid(), certificate(row), kek.open(tenant, row.kid(), row.key()));
    }

    private static X509Certificate certificate(SigningKeyRows.Stored row) {
        X509Certificate certificate = parse(row.certificate());
        if (!(certificate.getPublicKey() instanceof RSAPublicKey key) || !KeyMaker.kid(key).equals(row.kid()))
            throw new KeyUnavailableException("certificate of signing key " + row.kid() + " holds another key");
        return certificate;
    }

    private static X509Certificate parse(Bytes der) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der.toArray()));
        } catch (CertificateException refused) {
            throw new KeyUnavailableException("a stored certificate does not parse", refused);
        }
    }
}
