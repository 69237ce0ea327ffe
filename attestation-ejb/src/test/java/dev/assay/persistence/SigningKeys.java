package dev.assay.persistence;

import dev.assay.signing.CustodyKind;
import dev.assay.signing.KeyAct;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.KeyMaker;
import dev.assay.signing.KeyState;
import dev.assay.signing.SigningKey;
import java.util.Optional;
import java.util.UUID;

/** Signing keys at rest, all of one pair since making one takes a while. */
final class SigningKeys {
    static final KeyEncryptionKey KEK = new KeyEncryptionKey(KeyEncryptionKey.newSecret());
    static final SigningKey KEY = new KeyMaker().make("https://a.example", AuditRecords.AT);

    static final KeyAct ACT = KeyAct.byNode("node", AuditRecords.AT);

    private SigningKeys() {}

    static NewKey stored(UUID tenant, SigningKey key) {
        return new NewKey(key, CustodyKind.SOFTWARE, Optional.of(KEK.seal(tenant, key.kid(), key.privateKey())),
                AuditRecords.AT);
    }

    static boolean insert(UUID tenant) {
        return TestDatabase.transaction(entities -> TestDatabase.keys(entities).insert(tenant, KeyState.ACTIVE,
                stored(tenant, KEY), ACT));
    }
}
