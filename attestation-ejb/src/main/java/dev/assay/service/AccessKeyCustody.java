package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.identity.AccessTokenKey;
import dev.assay.persistence.AccessKeyRows;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.signing.Thumbprint;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.UUID;

/** Opens the key of access tokens, made on first start; every node of the installation has the same. */
record AccessKeyCustody(AccessKeyRows rows, KeyEncryptionKey kek) {
    /** No tenant's id: what is sealed for it opens as no tenant's signing key, and the other way round (KM-01). */
    private static final UUID INSTALLATION = new UUID(0, 0);

    /** @throws KeyUnavailableException where what is stored is altered, or sealed by another key-encryption key */
    AccessTokenKey open() {
        AccessKeyRows.Stored stored = rows.read().orElseGet(this::first);
        AccessTokenKey key = new AccessTokenKey(stored.kid(), publicKey(stored.spki()),
                kek.open(INSTALLATION, stored.kid(), stored.wrapped()));
        if (!Thumbprint.of(key.publicKey()).equals(key.kid()) || !key.sound())
            throw new KeyUnavailableException("the key of access tokens was altered in the database");
        return key;
    }

    private AccessKeyRows.Stored first() {
        KeyPair pair = AccessTokenKey.newPair();
        String kid = Thumbprint.of(pair.getPublic());
        return rows.claim(new AccessKeyRows.Stored(kid, Bytes.copyOf(pair.getPublic().getEncoded()),
                kek.seal(INSTALLATION, kid, pair.getPrivate())));
    }

    private static PublicKey publicKey(Bytes spki) {
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki.toArray()));
        } catch (GeneralSecurityException refused) {
            throw new KeyUnavailableException("the key of access tokens was altered in the database", refused);
        }
    }
}
