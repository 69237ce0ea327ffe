package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.evidence.AttestationType;
import dev.assay.policy.Policy;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.tenant.TenantState;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TenantRowsTest {
    private static final Policy FIRST = Policy.parse(
            "version=1.0; authorizationrules{ => permit(); }; issuancerules{ };");
    private static final Policy SECOND = Policy
            .parse("version=1.0; authorizationrules{ => deny(); }; issuancerules{ };");

    @Test
    void givesRacingNodesOneTenant() {
        String name = "race-" + UUID.randomUUID().toString().substring(0, 8);
        Set<UUID> ids = ConcurrentHashMap.newKeySet();
        try (ExecutorService nodes = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 8; i++) {
                nodes.execute(
                        () -> ids.add(
                                TestDatabase.transaction(entities -> TestDatabase.rows(entities).provision(name))));
            }
        }
        assertEquals(1, ids.size());
    }

    @Test
    void admitsUnderTheDefaultUntilAPolicyIsStored() {
        UUID tenant = TestDatabase.tenant("blue");
        assertEquals(Optional.of(0), admit(tenant));
        assertEquals(1, activate(tenant, FIRST));
        assertEquals(Optional.of(1), admit(tenant));
    }

    @Test
    void keepsTheVersionWhileTheTextIsTheSame() {
        UUID tenant = TestDatabase.tenant("blue");
        assertEquals(1, activate(tenant, FIRST));
        assertEquals(1, activate(tenant, FIRST));
        assertEquals(2, activate(tenant, SECOND));
        assertEquals(3, activate(tenant, FIRST));
    }

    @Test
    void keepsTypesApart() {
        UUID tenant = TestDatabase.tenant("blue");
        activate(tenant, FIRST);
        assertEquals(0, TestDatabase.<Integer>transaction(entities -> TestDatabase.rows(entities)
                .activeVersion(tenant, AttestationType.OPEN_ENCLAVE)));
    }

    @Test
    @Tag("TE-06")
    void storesNoMorePolicyVersionsThanTheQuotaAllows() throws SQLException {
        UUID tenant = TestDatabase.tenant("blue");
        TestDatabase.asSuperuser("UPDATE assay.tenant SET policy_versions = 2 WHERE tenant_id = '" + tenant + "'");
        activate(tenant, FIRST);
        activate(tenant, SECOND);
        assertThrows(PolicyQuotaException.class, () -> activate(tenant, FIRST));
        assertEquals(2, activate(tenant, SECOND));
    }

    @Test
    void readsADisabledTenantOfOldAsSuspended() throws SQLException {
        UUID tenant = TestDatabase.tenant("blue");
        assertEquals(Optional.empty(), admit(UUID.randomUUID()));
        TestDatabase.asSuperuser("UPDATE assay.tenant SET state = 'disabled' WHERE tenant_id = '" + tenant + "'");
        assertEquals(TenantState.SUSPENDED, admitted(tenant).orElseThrow().tenant().state());
    }

    @Test
    @Tag("KM-03")
    void letsOneFirstKeyWin() {
        UUID tenant = TestDatabase.tenant("blue");
        assertTrue(SigningKeys.insert(tenant));
        assertFalse(SigningKeys.insert(tenant));
    }

    @Test
    @Tag("KM-01")
    void bringsBackAKeyThatOpensForItsTenantOnly() {
        UUID blue = TestDatabase.tenant("blue");
        SigningKeys.insert(blue);
        var row = TestDatabase.transaction(entities -> TestDatabase.keys(entities).read(blue)).getFirst();
        assertEquals(SigningKeys.KEY.privateKey(), SigningKeys.KEK.open(blue, row.kid(), row.key().orElseThrow()));
        UUID red = TestDatabase.tenant("red");
        assertThrows(KeyUnavailableException.class,
                () -> SigningKeys.KEK.open(red, row.kid(), row.key().orElseThrow()));
    }

    @Test
    void remembersTheFirstKeyEncryptionKeyOnly() {
        String first = TestDatabase.transaction(entities -> TestDatabase.keks(entities).claim("11"));
        assertEquals(first, TestDatabase.transaction(entities -> TestDatabase.keks(entities).claim("22")));
        assertEquals(Optional.of(first), TestDatabase.transaction(entities -> TestDatabase.keks(entities).kekCheck()));
    }

    private static Optional<Integer> admit(UUID tenant) {
        return admitted(tenant).map(TenantRows.Admitted::policyVersion);
    }

    private static Optional<TenantRows.Admitted> admitted(UUID tenant) {
        return TestDatabase
                .transaction(entities -> TestDatabase.rows(entities).admit(tenant, AttestationType.SGX_ENCLAVE));
    }

    private static int activate(UUID tenant, Policy policy) {
        return TestDatabase.transaction(
                entities -> TestDatabase.rows(entities).activate(tenant, AttestationType.SGX_ENCLAVE, policy));
    }
}
