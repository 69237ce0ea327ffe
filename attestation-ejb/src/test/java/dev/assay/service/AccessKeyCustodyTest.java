package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.identity.AccessTokenKey;
import dev.assay.persistence.TestDatabase;
import dev.assay.persistence.TransactedAccessKey;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.KeyUnavailableException;
import java.sql.SQLException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("KM-01")
class AccessKeyCustodyTest {
    private final KeyEncryptionKey kek = new KeyEncryptionKey(KeyEncryptionKey.newSecret());
    private final AccessKeyCustody custody = new AccessKeyCustody(new TransactedAccessKey(), kek);

    @BeforeEach
    void beforeTheFirstStart() throws SQLException {
        TestDatabase.asSuperuser("DELETE FROM assay.access_token_key");
    }

    @Test
    void opensTheSameKeyOnEveryNodeAndStart() {
        AccessTokenKey made = custody.open();
        AccessTokenKey again = new AccessKeyCustody(new TransactedAccessKey(), kek).open();
        assertEquals(made, again);
    }

    @Test
    void refusesAnotherKeyEncryptionKey() {
        custody.open();
        KeyEncryptionKey other = new KeyEncryptionKey(KeyEncryptionKey.newSecret());
        assertThrows(KeyUnavailableException.class,
                () -> new AccessKeyCustody(new TransactedAccessKey(), other).open());
    }

    @Test
    void refusesAPublicKeyPutInThePlaceOfItsOwn() throws SQLException {
        custody.open();
        String planted = HexFormat.of().formatHex(AccessTokenKey.newPair().getPublic().getEncoded());
        TestDatabase.asSuperuser("UPDATE assay.access_token_key SET public_key = '\\x" + planted + "'");
        assertThrows(KeyUnavailableException.class, custody::open);
    }
}
