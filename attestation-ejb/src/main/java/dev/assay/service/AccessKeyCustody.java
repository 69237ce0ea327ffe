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
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Makes keys of access tokens, and opens those that are stored; every node of the installation has the same. */
record AccessKeyCustody(KeyEncryptionKey kek) {
    /** No tenant's id: what is sealed for it opens as no tenant's signing key, and the other way round (KM-01). */
    private static final UUID INSTALLATION = new UUID(0, 0);

    /** @throws KeyUnavailableException where what is stored is altered, or sealed by another key-encryption key */
    AccessTokenKey open(AccessKeyRows.Stored stored) {
        AccessTokenKey key = new AccessTokenKey(stored.kid(), publicKey(stored.spki()),
                kek.open(INSTALLATION, stored.kid(), stored.wrapped()));
        if (!Thumbprint.of(key.publicKey()).equals(key.kid()) || !key.sound())
            throw new KeyUnavailableException("a key of access tokens was altered in the database");
        return key;
    }

    /** A new key, sealed, that signs from then on. */
    AccessKeyRows.Stored make(Instant at) {
        KeyPair pair = AccessTokenKey.newPair();
        String kid = Thumbprint.of(pair.getPublic());
        return new AccessKeyRows.Stored(kid, Bytes.copyOf(pair.getPublic().getEncoded()),
                kek.seal(INSTALLATION, kid, pair.getPrivate()), at, Optional.empty());
    }

    private static PublicKey publicKey(Bytes spki) {
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki.toArray()));
        } catch (GeneralSecurityException refused) {
            throw new KeyUnavailableException("a key of access tokens was altered in the database", refused);
        }
    }
}
