package dev.assay.service;

import dev.assay.evidence.Baseline;
import dev.assay.collateral.AnchorSet;
import dev.assay.persistence.TransactedKeys;
import dev.assay.signing.Custody;
import dev.assay.signing.CustodyKind;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.KeyFacts;
import dev.assay.signing.KeyOwner;
import dev.assay.signing.KeyState;
import dev.assay.signing.KeyTerms;
import dev.assay.signing.RotationRule;
import dev.assay.signing.SigningAlgorithm;
import dev.assay.signing.SoftwareCustody;
import dev.assay.tenant.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One node's key desk on the test database, with keys that are made quickly. */
final class KeyNode {
    static final KeyTerms QUICK = new KeyTerms(SigningAlgorithm.ES256, CustodyKind.SOFTWARE);
    static final RotationRule RULE = new RotationRule(Duration.ofDays(2), Duration.ofDays(1));
    private static final KeyEncryptionKey KEK = new KeyEncryptionKey(KeyEncryptionKey.newSecret());

    final TransactedKeys rows = new TransactedKeys();
    final KeyDesk desk;

    KeyNode(TestClock clock) {
        this(clock, Map.of(CustodyKind.SOFTWARE, new SoftwareCustody(KEK)));
    }

    KeyNode(TestClock clock, Map<CustodyKind, Custody> custodies) {
        this.desk = KeyDesk.open(new KeyDesk.Plan(RULE, custodies, tenant -> QUICK), rows, clock::instant);
    }

    static KeyOwner owner(UUID tenant) {
        return owner(tenant, QUICK);
    }

    static KeyOwner owner(UUID tenant, KeyTerms terms) {
        return new KeyOwner(tenant, "https://attest.example.org/t/blue", terms);
    }

    static Tenant tenant(UUID id, String name) {
        return new Tenant(id, name, "https://attest.example.org/t/" + name, AnchorSet.VENDORS, Baseline.STRICT);
    }

    List<KeyFacts> keys(UUID tenant) {
        return rows.read(tenant).stream().map(key -> key.facts()).toList();
    }

    String kid(UUID tenant, KeyState state) {
        return keys(tenant).stream().filter(key -> key.is(state)).findFirst().orElseThrow().kid();
    }

    List<KeyState> states(UUID tenant) {
        return keys(tenant).stream().map(KeyFacts::state).toList();
    }
}
