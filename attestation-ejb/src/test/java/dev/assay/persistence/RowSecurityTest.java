package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.attestationkey.Specimens;
import dev.assay.attestationkey.TpmAuthorities.Use;
import dev.assay.evidence.AttestationType;
import dev.assay.identity.AdministrativeAct;
import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
import dev.assay.identity.Role;
import dev.assay.identity.RoleRule;
import dev.assay.identity.SecretHash;
import dev.assay.identity.TrustedIssuer;
import dev.assay.policy.Policy;
import dev.assay.bytes.Bytes;
import dev.assay.pki.PolicyCertificate;
import dev.assay.tenant.CertificateChange;
import dev.assay.pki.CertificateOperation;
import dev.assay.tenant.PolicyChange;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.tenant.ProviderPlace;
import dev.assay.tenant.TenantChange;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowSecurityTest {
    private static final String DENIED = "42501";

    @ParameterizedTest
    @Tag("TE-02")
    @ValueSource(strings = {"tenant", "tenant_policy", "tenant_policy_active", "signing_key", "audit_record",
            "tenant_event", "api_client", "client_event", "oidc_issuer", "oidc_issuer_event", "key_event",
            "policy_certificate", "policy_certificate_event", "arm_provider", "proposal", "proposal_event",
            "policy_event",
            "policy_history", "evidence_key", "kept_appraisal", "evidence_usage", "policy_impact",
            "policy_impact_event", "tpm_device", "tpm_device_event", "tpm_authority", "tpm_authority_event",
            "tpm_denied_key", "tpm_denied_key_event", "tpm_statement", "audit_tpm", "used_challenge"})
    void refusesToReadWithoutATenant(String table) throws SQLException {
        UUID blue = TestDatabase.tenant("blue");
        store(blue);
        AuditRecords.write(AuditRecords.permit(blue));
        assertEquals(DENIED, state(TestDatabase.app(), null, "SELECT count(*) FROM assay." + table));
    }

    @ParameterizedTest
    @Tag("TE-01")
    @ValueSource(strings = {"tenant", "tenant_policy", "tenant_policy_active", "signing_key", "audit_record",
            "tenant_event", "api_client", "client_event", "oidc_issuer", "oidc_issuer_event", "key_event",
            "policy_certificate", "policy_certificate_event", "arm_provider", "proposal", "proposal_event",
            "policy_event",
            "policy_history", "evidence_key", "kept_appraisal", "evidence_usage", "policy_impact",
            "policy_impact_event", "tpm_device", "tpm_device_event", "tpm_authority", "tpm_authority_event",
            "tpm_denied_key", "tpm_denied_key_event", "tpm_statement", "audit_tpm", "used_challenge"})
    void showsATenantItsOwnRowsOnly(String table) throws SQLException {
        UUID blue = TestDatabase.tenant("blue");
        UUID red = TestDatabase.tenant("red");
        for (UUID tenant : List.of(blue, red)) {
            store(tenant);
            AuditRecords.write(AuditRecords.permit(tenant));
            AuditRecords.write(AuditRecords.tpm(tenant, Tpm.fresh().state(1, 2, 3)));
        }
        assertEquals(List.of(blue.toString()), strings(TestDatabase.app(), blue,
                "SELECT DISTINCT tenant_id::text FROM assay." + table));
    }

    @Test
    @Tag("TE-02")
    void forgetsTheTenantWithItsTransaction() throws SQLException {
        UUID blue = TestDatabase.tenant("blue");
        try (Connection pooled = TestDatabase.app().getConnection()) {
            pooled.setAutoCommit(false);
            enter(pooled, blue);
            pooled.commit();
            try (var statement = pooled.createStatement()) {
                SQLException refused = assertThrows(SQLException.class,
                        () -> statement.executeQuery("SELECT * FROM assay.tenant"));
                assertEquals(DENIED, refused.getSQLState());
            }
        }
    }

    @Test
    @Tag("TE-01")
    void refusesARowWrittenForAnotherTenant() throws SQLException {
        UUID blue = TestDatabase.tenant("blue");
        UUID red = TestDatabase.tenant("red");
        assertEquals(DENIED, state(TestDatabase.app(), blue, """
                INSERT INTO assay.tenant_policy (tenant_id, attestation_type, version, policy_text, policy_hash)
                VALUES ('%s', 'SgxEnclave', 1, 'x', sha256('x'))""".formatted(red)));
    }

    @ParameterizedTest
    @Tag("AD-05")
    @ValueSource(strings = {"INSERT INTO assay.audit_record (tenant_id) VALUES (gen_random_uuid())",
            "UPDATE assay.audit_record SET caller = 'x'", "DELETE FROM assay.audit_record",
            "TRUNCATE assay.audit_record", "SELECT * FROM assay.audit_record_default",
            "DROP TABLE assay.audit_record", "ALTER TABLE assay.tenant DISABLE ROW LEVEL SECURITY",
            "UPDATE assay.tenant_policy SET policy_text = 'x'", "DELETE FROM assay.signing_key",
            "UPDATE assay.collateral SET source = 'x'",
            "UPDATE assay.platform_client SET roles = 'auditor'", "UPDATE assay.api_client SET client_uid = null",
            "UPDATE assay.access_token_key SET kid = 'x'", "DELETE FROM assay.access_key",
            "UPDATE assay.access_key SET public_key = ''", "UPDATE assay.client_event SET subject = 'x'",
            "DELETE FROM assay.client_event", "UPDATE assay.platform_event SET subject = 'x'",
            "DELETE FROM assay.platform_event",
            "UPDATE assay.oidc_issuer_event SET subject = 'x'", "DELETE FROM assay.oidc_issuer_event",
            "UPDATE assay.oidc_issuer SET created_at = now()",
            "DELETE FROM assay.key_encryption_key", "DELETE FROM assay.key_event",
            "UPDATE assay.key_event SET subject = 'x'",
            "UPDATE assay.arm_provider SET resource_group = 'x'", "DELETE FROM assay.arm_provider",
            "UPDATE assay.policy_certificate SET der = 'x'", "DELETE FROM assay.policy_certificate_event",
            "UPDATE assay.policy_certificate_event SET subject = 'x'", "DELETE FROM assay.proposal",
            "UPDATE assay.proposal SET change = 'x'", "UPDATE assay.proposal SET subject = 'x'",
            "UPDATE assay.proposal_event SET subject = 'x'", "DELETE FROM assay.proposal_event",
            "UPDATE assay.kept_appraisal SET box = 'x'", "UPDATE assay.evidence_key SET wrapped = 'x'",
            "DELETE FROM assay.evidence_usage", "UPDATE assay.policy_impact SET request = 'x'",
            "UPDATE assay.policy_impact_event SET subject = 'x'", "DELETE FROM assay.policy_impact_event",
            "UPDATE assay.tpm_device SET attestation_key = 'x'", "DELETE FROM assay.tpm_device_event",
            "UPDATE assay.tpm_device_event SET subject = 'x'", "UPDATE assay.tpm_authority SET certificate = 'x'",
            "UPDATE assay.tpm_authority SET anchor = true", "DELETE FROM assay.tpm_authority_event",
            "UPDATE assay.tpm_authority_event SET subject = 'x'",
            "UPDATE assay.tpm_denied_key SET key_sha256 = 'x'", "DELETE FROM assay.tpm_denied_key_event",
            "UPDATE assay.tpm_denied_key_event SET subject = 'x'", "UPDATE assay.tpm_statement SET content = 'x'",
            "DELETE FROM assay.used_challenge", "UPDATE assay.used_challenge SET expires_at = now()"})
    void deniesTheApplication(String sql) throws SQLException {
        assertEquals(DENIED, state(TestDatabase.app(), TestDatabase.tenant("blue"), sql));
    }

    @ParameterizedTest
    @Tag("AD-05")
    @ValueSource(strings = {"SELECT * FROM assay.audit_record", "SELECT * FROM assay.tenant",
            "SELECT * FROM assay.signing_key", "SELECT * FROM assay.api_client", "SELECT * FROM assay.platform_client",
            "SELECT * FROM assay.access_token_key", "SELECT * FROM assay.access_key",
            "SELECT * FROM assay.client_event", "SELECT * FROM assay.platform_event",
            "SELECT * FROM assay.oidc_issuer", "SELECT * FROM assay.audit_verdicts", "SELECT * FROM assay.proposal",
            "SELECT * FROM assay.policy_history",
            "SELECT * FROM assay.proposals_due(now())", "SELECT * FROM assay.kept_appraisal",
            "SELECT * FROM assay.evidence_agenda(now())", "SELECT * FROM assay.evidence_key",
            "SELECT * FROM assay.tpm_device", "SELECT * FROM assay.tpm_authority", "SELECT * FROM assay.tpm_denied_key",
            "SELECT * FROM assay.audit_tpm",
            "UPDATE assay.audit_record SET caller = 'x'", "DELETE FROM assay.audit_record",
            "SELECT assay.tenant_id_of('default')",
            "SELECT * FROM assay.policy_certificate", "SELECT * FROM assay.policy_certificate_event",
            "SELECT * FROM assay.arm_provider_page('', '', '', 1)",
            "SELECT assay.ensure_audit_partitions(current_date, 1)"})
    void deniesTheAuditWriter(String sql) throws SQLException {
        assertEquals(DENIED, state(TestDatabase.audit(), null, sql));
    }

    @Test
    @Tag("AD-05")
    void leavesTheOwnerNoRowToChange() throws SQLException {
        AuditRecords.write(AuditRecords.permit(TestDatabase.tenant("blue")));
        try (Connection owner = TestDatabase.owner().getConnection(); var statement = owner.createStatement()) {
            assertEquals(0, statement.executeUpdate("UPDATE assay.audit_record SET caller = 'x'"));
            assertEquals(0, statement.executeUpdate("DELETE FROM assay.signing_key"));
            assertEquals(0, statement.executeUpdate("UPDATE assay.proposal SET state = 'expired'"));
            assertEquals(0, statement.executeUpdate("DELETE FROM assay.kept_appraisal"));
        }
    }

    @Test
    @Tag("TE-01")
    void forcesRowSecurityOnEveryTableWithATenant() throws SQLException {
        List<String> bare = strings(TestDatabase.owner(), null, """
                SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
                WHERE n.nspname = 'assay' AND c.relkind IN ('r', 'p')
                  AND NOT (c.relrowsecurity AND c.relforcerowsecurity)""");
        assertEquals(List.of(), bare);
    }

    @Test
    void explainsEveryTableAndColumn() throws SQLException {
        List<String> bare = strings(TestDatabase.owner(), null, """
                SELECT c.relname || '.' || a.attname FROM pg_class c
                JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum >= 0 AND NOT a.attisdropped
                WHERE n.nspname = 'assay' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                  AND c.relname <> 'flyway_schema_history' AND col_description(c.oid, a.attnum) IS NULL""");
        assertEquals(List.of(), bare);
    }

    @Test
    void tellsOnlyTheIdAcrossTenants() throws SQLException {
        String name = "who-" + UUID.randomUUID().toString().substring(0, 8);
        UUID id = TestDatabase.transaction(entities -> TestDatabase.rows(entities).provision(name));
        assertEquals(List.of(id.toString()), strings(TestDatabase.app(), null,
                "SELECT assay.tenant_id_of('" + name + "')::text"));
        assertTrue(strings(TestDatabase.app(), null, "SELECT assay.tenant_id_of('nobody')::text").contains(null));
    }

    private static void store(UUID tenant) {
        TestDatabase.transaction(entities -> TestDatabase.rows(entities).activate(tenant, AttestationType.SGX_ENCLAVE,
                Policy.parse("version=1.0; authorizationrules{ => permit(); }; issuancerules{ };")));
        SigningKeys.insert(tenant);
        TestDatabase.transaction(entities -> TestDatabase.clientStore(entities)
                .create(robot(entities, tenant), 1, ClientStoreTest.by(AdministrativeAct.Operation.CREATE)));
        TestDatabase.transaction(entities -> TestDatabase.issuers(entities).put(tenant,
                there -> Optional.of(issuer()), Tenants.by(TenantChange.Operation.CHANGE)));
        TestDatabase.transaction(entities -> {
            TenantScope.enter(entities, tenant);
            TestDatabase.tenants(entities).insert(tenant, new PolicyCertificate(Bytes.utf8("der")), Tenants.AT);
            ProviderRows.insert(entities, tenant,
                    new ProviderPlace("sub", "group", "name", "local", new java.util.TreeMap<>()), Tenants.AT);
            return tenant;
        });
        Bytes signer = Bytes.utf8("der").sha256();
        new TransactedCertificates().change(tenant, new CertificateChange(CertificateOperation.ADD,
                Bytes.utf8("another"), signer, signer, false),
                new PolicyChange("alice", "issuer", "trace", Optional.empty(), Tenants.AT));
        Proposals.insert(tenant);
        keep(tenant);
        know(tenant);
        new UsedChallenges(TestDatabase.app()).use(tenant, Bytes.hex("00"), Tenants.AT);
        TestDatabase.transaction(entities -> TestDatabase.tenants(entities).change(tenant, Tenants.suspending(),
                Tenants.by(TenantChange.Operation.SUSPEND)));
    }

    private static void keep(UUID tenant) {
        Evidence.set(tenant, OptionalInt.of(7), OptionalLong.empty());
        new EvidenceArchive(TestDatabase.app(), new KeyEncryptionKey(KeyEncryptionKey.newSecret())).keep(tenant,
                List.of(Evidence.kept(tenant, Evidence.AT)), Evidence.AT);
        new ImpactRows(TestDatabase.app()).start(new ImpactRows.Start(new ImpactRows.Key(tenant, UUID.randomUUID()),
                AttestationType.SGX_ENCLAVE, "node-1", "{}", "{}",
                new ImpactRows.Who("alice", "issuer", "trace", Evidence.AT)));
    }

    private static void know(UUID tenant) {
        TenantChange by = Tenants.by(TenantChange.Operation.CHANGE);
        new TpmDeviceRows(TestDatabase.app()).register(tenant, Tpm.fresh().enrolling(), by);
        new TpmAuthorityRows(TestDatabase.app()).add(tenant, Specimens.ca("one").trusted(Use.ENDORSEMENT_KEYS),
                new TpmAuthorityRows.Facts("CN=one", Tenants.AT, Optional.empty()), by);
        new TpmDeniedKeyRows(TestDatabase.app()).replace(tenant, Set.of(Tpm.fresh().key()), false, by);
        new TenantWork(TestDatabase.app()).in(tenant, "no statement", connection -> TenantWork.change(connection,
                "INSERT INTO assay.tpm_statement VALUES (?, sha256('x'), 'x', now())", tenant));
    }

    private static TrustedIssuer issuer() {
        return new TrustedIssuer("idp", "https://login.example", Optional.empty(), new TrustedIssuer.Acceptance(
                Set.of("assay"), Set.of(), List.of(new RoleRule("roles", "auditor", Role.AUDITOR))));
    }

    private static Client robot(EntityManager entities, UUID tenant) {
        String name = TestDatabase.tenants(entities).read(tenant).orElseThrow().tenant().name();
        return new Client(new ClientId(Optional.of(name), "robot"), Set.of(Role.AUDITOR),
                new Client.Secrets(SecretHash.of("unused"), Optional.empty()),
                new Client.Standing(false, Optional.empty()));
    }

    private static String state(DataSource source, UUID tenant, String sql) throws SQLException {
        return assertThrows(SQLException.class, () -> strings(source, tenant, sql)).getSQLState();
    }

    static List<String> strings(DataSource source, UUID tenant, String sql) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            if (tenant != null)
                enter(connection, tenant);
            List<String> values = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                if (!query.execute())
                    return values;
                try (ResultSet rows = query.getResultSet()) {
                    while (rows.next())
                        values.add(rows.getString(1));
                }
            }
            return values;
        }
    }

    private static void enter(Connection connection, UUID tenant) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("SELECT set_config('assay.tenant', ?, true)")) {
            set.setString(1, tenant.toString());
            set.execute();
        }
    }
}
