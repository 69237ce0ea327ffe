package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.identity.AccessTokenKey;
import dev.assay.persistence.AccessKeyRows;
import dev.assay.persistence.TestDatabase;
import dev.assay.persistence.TransactedAccessKey;
import dev.assay.signing.CustodyKind;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.KeyState;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.signing.SigningKey;
import dev.assay.signing.SoftwareCustody;
import dev.assay.signing.WrappedKey;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The installation's keys and what each is for: attestation tokens, one per tenant; access tokens; sealing both. */
@Tag("KM-06")
class KeyPurposesTest {
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");
    private static final UUID INSTALLATION = new UUID(0, 0);

    private final KeyEncryptionKey kek = new KeyEncryptionKey(KeyEncryptionKey.newSecret());
    private final AccessKeyRows accessRows = new TransactedAccessKey();
    private final KeyNode node = new KeyNode(new TestClock(AT), Map.of(CustodyKind.SOFTWARE, new SoftwareCustody(kek)));
    private final UUID blue = TestDatabase.tenant("blue");
    private final UUID red = TestDatabase.tenant("red");

    @BeforeEach
    void beforeTheFirstStart() throws Exception {
        TestDatabase.asSuperuser("DELETE FROM assay.access_key");
    }

    @Test
    void usesNoKeyForTwoPurposes() {
        AccessTokenKey access = access();
        List<SigningKey> signing = Stream.of(blue, red)
                .map(tenant -> node.desk.ring().active(KeyNode.owner(tenant), AT))
                .toList();
        Set<String> kids = Stream.concat(Stream.of(access.kid()), signing.stream().map(SigningKey::kid))
                .collect(Collectors.toSet());
        assertEquals(3, kids.size());
        Set<PrivateKey> privateKeys = Stream
                .concat(Stream.of(access.privateKey()), signing.stream().map(SigningKey::privateKey))
                .collect(Collectors.toSet());
        assertEquals(3, privateKeys.size());
    }

    /** Each private key at rest has a data-encryption key of its own; the one above seals those and signs nothing. */
    @Test
    void sealsEachKeyUnderAKeyOfItsOwn() {
        access();
        Set<String> sealed = rest().stream().map(wrapped -> wrapped.wrappedDek().toHex()).collect(Collectors.toSet());
        Set<String> nonces = rest().stream().flatMap(wrapped -> Stream.of(wrapped.keyNonce(), wrapped.dekNonce()))
                .map(nonce -> nonce.toHex()).collect(Collectors.toSet());
        assertEquals(3, sealed.size());
        assertEquals(6, nonces.size());
    }

    @Test
    void opensNoKeyForAnotherPurposeThoughItIsSealedByTheSame() {
        AccessTokenKey access = access();
        WrappedKey wrapped = accessRows.read().getFirst().wrapped();
        assertThrows(KeyUnavailableException.class, () -> kek.open(blue, access.kid(), wrapped));
        SigningKey signing = node.desk.ring().active(KeyNode.owner(blue), AT);
        WrappedKey own = node.rows.read(blue).getFirst().key().orElseThrow();
        assertThrows(KeyUnavailableException.class, () -> kek.open(INSTALLATION, signing.kid(), own));
        assertThrows(KeyUnavailableException.class, () -> kek.open(red, signing.kid(), own));
        assertFalse(kek.open(blue, signing.kid(), own).equals(access.privateKey()));
    }

    /** The list of tables that hold keys, so that a new one asks for its place here; evidence keys: KeptEvidenceTest. */
    @Test
    void keepsPrivateKeysInTheTablesThisTestKnows() throws Exception {
        assertEquals("access_key,access_token_key,evidence_key,signing_key", TestDatabase.asSuperuserOne("""
                SELECT string_agg(DISTINCT table_name, ',' ORDER BY table_name) FROM information_schema.columns
                WHERE table_schema = 'assay' AND column_name ~ '(wrapped|private|secret|_dek)'"""));
        assertTrue(node.states(blue).isEmpty());
    }

    private AccessTokenKey access() {
        AccessKeyCustody custody = new AccessKeyCustody(kek);
        new AccessKeyKeeper(accessRows, custody, new AccessKeyRing(accessRows::read, custody, System::nanoTime))
                .first("node", AT);
        return custody.open(accessRows.read().getFirst());
    }

    private List<WrappedKey> rest() {
        for (UUID tenant : List.of(blue, red))
            node.desk.keeper().first(KeyNode.owner(tenant));
        assertEquals(List.of(KeyState.ACTIVE), node.states(blue));
        return Stream.concat(accessRows.read().stream().map(AccessKeyRows.Stored::wrapped), Stream.of(blue, red)
                .map(tenant -> node.rows.read(tenant).getFirst().key().orElseThrow())).toList();
    }
}
