package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.audit.AuditUnavailableException;
import dev.assay.evidence.Reason;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AuditTableTest {
    private final StoreCondition condition = new StoreCondition(TestDatabase.app());

    @Test
    @Tag("AD-01")
    void holdsWhatARecordSays() throws SQLException {
        UUID tenant = TestDatabase.tenant("blue");
        AuditRecords.write(AuditRecords.permit(tenant));
        assertEquals(List.of("blue 127.0.0.1 attest SgxEnclave 0 strict vendors permit permitted as told\uFFFD kid "
                + "2026-11-24 10:00:00.123+00 12 node-1 0af7651916cd43dd8448eb211c80319c TCB_INFO"),
                select(tenant,
                        """
                                SELECT concat_ws(' ', tenant_name, caller, operation, attestation_type, policy_version,
                                    baseline, anchor_set, verdict, reason, detail, kid, recorded_at, duration_ms, node, trace_id,
                                    collateral -> 0 ->> 'kind') FROM assay.audit_record"""));
    }

    @Test
    @Tag("AD-07")
    void takesRefusalsOfAnyTenantInOneBatch() throws SQLException {
        UUID blue = TestDatabase.tenant("blue");
        UUID red = TestDatabase.tenant("red");
        new AuditInsert(TestDatabase.audit()).write(List.of(AuditRecords.refusal(blue, Reason.POLICY_DENIED),
                AuditRecords.refusal(red, Reason.CRL_MISSING)));
        assertEquals(List.of("deny"), select(blue, "SELECT verdict FROM assay.audit_record"));
        assertEquals(List.of("unavailable"), select(red, "SELECT verdict FROM assay.audit_record"));
    }

    @Test
    @Tag("TP-18")
    void holdsWhatATpmSaidOfItself() throws SQLException {
        UUID tenant = TestDatabase.tenant("blue");
        Tpm tpm = Tpm.fresh();
        AuditRecords.write(AuditRecords.tpm(tenant, tpm.state(-1L, 0xFFFF_FFFFL, 2)));
        AuditRecords.write(AuditRecords.refusal(tenant, Reason.POLICY_DENIED));
        assertEquals(List.of("counters-went-back " + AuditRecords.DEVICE + " " + tpm.key().toHex()
                + " 18446744073709551615 4294967295 2 true 18446744073709551615"), select(tenant, """
                        SELECT concat_ws(' ', reason, tpm_device, tpm_attestation_key, tpm_clock, tpm_reset_count,
                            tpm_restart_count, tpm_safe::text, tpm_firmware_version) FROM assay.audit_tpm"""));
    }

    @Test
    void refusesAPermitWithoutItsToken() {
        UUID tenant = TestDatabase.tenant("blue");
        assertThrows(SQLException.class, () -> AuditRecords.write(
                AuditRecords.record(tenant, Reason.PERMITTED, AuditRecords.AT, Optional.empty())));
    }

    @Test
    @Tag("PO-11")
    void takesAWhatIfWithTheInstantJudgedAtAndNeverWithAToken() throws SQLException {
        UUID tenant = TestDatabase.tenant("blue");
        AuditRecords.write(AuditRecords.whatIf(tenant, Optional.of(Instant.parse("2024-02-29T12:00:00Z")),
                Optional.empty()));
        assertEquals(List.of("permit 2024"), select(tenant,
                "SELECT verdict || ' ' || extract(year FROM judged_at AT TIME ZONE 'UTC') FROM assay.audit_record"));
        var token = AuditRecords.permit(tenant).token();
        assertThrows(SQLException.class,
                () -> AuditRecords.write(AuditRecords.whatIf(tenant, Optional.of(AuditRecords.AT), token)));
        assertThrows(SQLException.class,
                () -> AuditRecords.write(AuditRecords.whatIf(tenant, Optional.empty(), Optional.empty())));
    }

    @Test
    void losesNothingWhereNoPartitionWasMade() throws SQLException {
        UUID tenant = TestDatabase.tenant("blue");
        AuditRecords.write(AuditRecords.record(tenant, Reason.POLICY_DENIED, Instant.parse("2019-05-01T00:00:00Z"),
                Optional.empty()));
        assertEquals(List.of("assay.audit_record_default"), partitionOf(tenant));
    }

    @Test
    void putsRecordsIntoTheMonthMadeAhead() throws SQLException {
        UUID tenant = TestDatabase.tenant("blue");
        condition.ensureAuditPartitions(Instant.parse("2031-12-15T00:00:00Z"));
        AuditRecords.write(AuditRecords.record(tenant, Reason.POLICY_DENIED, Instant.parse("2032-01-01T00:00:00Z"),
                Optional.empty()));
        assertEquals(List.of("assay.audit_record_2032_01"), partitionOf(tenant));
    }

    @Test
    void makesPartitionsOnce() {
        Instant at = Instant.parse("2040-06-30T23:59:59Z");
        assertEquals(4, condition.ensureAuditPartitions(at));
        assertEquals(0, condition.ensureAuditPartitions(at));
    }

    @Test
    void leavesRecordsOfTheDefaultPartitionWhereTheyAre() throws SQLException {
        UUID tenant = TestDatabase.tenant("blue");
        Instant at = Instant.parse("2018-05-01T00:00:00Z");
        AuditRecords.write(AuditRecords.record(tenant, Reason.POLICY_DENIED, at, Optional.empty()));
        assertEquals(3, condition.ensureAuditPartitions(at));
        assertEquals(List.of("assay.audit_record_default"), partitionOf(tenant));
    }

    @Test
    void isOfTheSchemaVersionTheServerAsksFor() {
        assertEquals(StoreCondition.SCHEMA_VERSION, condition.schemaVersion());
        assertTrue(condition.clock().isAfter(Instant.parse("2020-01-01T00:00:00Z")));
    }

    @Test
    @Tag("AD-06")
    void commitsThroughTheQueue() throws Exception {
        UUID tenant = TestDatabase.tenant("blue");
        GroupCommit trail = GroupCommit.into(TestDatabase.audit());
        Thread writer = Thread.ofPlatform().start(trail);
        trail.append(AuditRecords.permit(tenant));
        assertEquals(List.of("permit"), select(tenant, "SELECT verdict FROM assay.audit_record"));
        trail.stop();
        writer.join();
        assertThrows(AuditUnavailableException.class, () -> trail.append(AuditRecords.permit(tenant)));
    }

    private static List<String> partitionOf(UUID tenant) throws SQLException {
        return select(tenant, "SELECT tableoid::regclass::text FROM assay.audit_record");
    }

    private static List<String> select(UUID tenant, String sql) throws SQLException {
        return RowSecurityTest.strings(TestDatabase.app(), tenant, sql);
    }
}
