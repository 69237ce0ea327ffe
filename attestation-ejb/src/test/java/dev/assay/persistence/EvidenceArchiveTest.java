package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Reason;
import dev.assay.impact.KeptAppraisal;
import dev.assay.impact.Window;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.tenant.TenantChange.Operation;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EvidenceArchiveTest {
    private static final KeyEncryptionKey KEK = new KeyEncryptionKey(KeyEncryptionKey.newSecret());
    private static final Instant AT = Evidence.AT;
    private static final Instant LATER = AT.plusSeconds(3_600);
    private static final OptionalInt WEEK = OptionalInt.of(7);

    private final EvidenceArchive archive = new EvidenceArchive(TestDatabase.app(), KEK);

    private static UUID tenant() {
        return Evidence.keeping("keeper", WEEK, OptionalLong.empty());
    }

    private List<Optional<KeptAppraisal>> all(UUID tenant) {
        return archive.page(tenant, AttestationType.SGX_ENCLAVE, Instant.EPOCH, EvidenceArchive.Mark.start(LATER),
                1_000).stream().map(EvidenceArchive.Entry::kept).toList();
    }

    private static List<KeptAppraisal> some(UUID tenant, int many) {
        return IntStream.range(0, many).mapToObj(i -> Evidence.kept(tenant, AT.plusSeconds(i))).toList();
    }

    private static List<String> strings(UUID tenant, String sql) throws SQLException {
        return RowSecurityTest.strings(TestDatabase.app(), tenant, sql);
    }

    @Test
    void givesBackWhatWasKeptNewestFirstPageByPage() {
        UUID tenant = tenant();
        List<KeptAppraisal> some = some(tenant, 5);
        assertEquals(5, archive.keep(tenant, some, AT));
        assertEquals(some.reversed().stream().map(Optional::of).toList(), all(tenant));
        var first = archive.page(tenant, AttestationType.SGX_ENCLAVE, AT.plusSeconds(1),
                EvidenceArchive.Mark.start(LATER), 3);
        var rest = archive.page(tenant, AttestationType.SGX_ENCLAVE, AT.plusSeconds(1), first.getLast().next(), 3);
        assertEquals(3, first.size());
        assertEquals(List.of(Optional.of(some.get(1))), rest.stream().map(EvidenceArchive.Entry::kept).toList());
        assertEquals(List.of(), archive.page(tenant, AttestationType.OPEN_ENCLAVE, Instant.EPOCH,
                EvidenceArchive.Mark.start(LATER), 3));
    }

    @Test
    @Tag("KM-01")
    void storesNothingOfTheEvidenceReadable() throws SQLException {
        UUID tenant = tenant();
        archive.keep(tenant, some(tenant, 1), AT);
        String row = strings(tenant, "SELECT encode(box, 'hex') FROM assay.kept_appraisal").getFirst();
        assertFalse(row.contains(Bytes.utf8("evidence").toHex()));
        assertFalse(row.contains(Bytes.utf8("xxxxxxxx").toHex()));
    }

    @Test
    void keepsNothingOfATenantThatDoesNotWantIt() throws SQLException {
        UUID tenant = TestDatabase.tenant("no-keeper");
        assertEquals(0, archive.keep(tenant, some(tenant, 2), AT));
        assertEquals(List.of("0"), strings(tenant, "SELECT count(*) FROM assay.evidence_key"));
        assertEquals(List.of(), all(tenant));
    }

    @Test
    @Tag("TE-01")
    void opensNoRowThatIsAnotherTenantsOrAnotherRowsOrOfAnotherType() throws SQLException {
        UUID blue = tenant();
        UUID red = tenant();
        archive.keep(blue, some(blue, 2), AT);
        archive.keep(red, some(red, 1), AT);
        TestDatabase.asSuperuser("""
                UPDATE assay.kept_appraisal r SET nonce = b.nonce, box = b.box FROM assay.kept_appraisal b
                WHERE r.tenant_id = '%s' AND b.tenant_id = '%s'""".formatted(red, blue));
        assertEquals(List.of(Optional.empty()), all(red));
        TestDatabase.asSuperuser("""
                UPDATE assay.kept_appraisal r SET nonce = b.nonce, box = b.box FROM assay.kept_appraisal b
                WHERE r.tenant_id = '%1$s' AND b.tenant_id = '%1$s' AND r.kept_id < b.kept_id""".formatted(blue));
        assertEquals(1, all(blue).stream().filter(Optional::isPresent).count());
        TestDatabase.asSuperuser("UPDATE assay.kept_appraisal SET attestation_type = 'OpenEnclave' WHERE tenant_id = '"
                + blue + "'");
        assertTrue(archive.page(blue, AttestationType.OPEN_ENCLAVE, Instant.EPOCH, EvidenceArchive.Mark.start(LATER),
                9).stream().allMatch(entry -> entry.kept().isEmpty()));
    }

    @Test
    @Tag("TE-02")
    void showsNoTenantAnothersRows() {
        UUID blue = tenant();
        archive.keep(blue, some(blue, 1), AT);
        assertEquals(List.of(), all(tenant()));
    }

    @Test
    @Tag("TE-06")
    void makesPlaceByDeletingTheOldest() throws SQLException {
        UUID tenant = Evidence.keeping("small", WEEK, OptionalLong.of(3_500));
        List<KeptAppraisal> some = some(tenant, 5);
        archive.keep(tenant, some.subList(0, 2), AT);
        archive.keep(tenant, some.subList(2, 5), AT);
        assertEquals(List.of(Optional.of(some.get(4)), Optional.of(some.get(3)), Optional.of(some.get(2))),
                all(tenant));
        assertEquals(strings(tenant, "SELECT sum(octet_length(box)) || ' ' || count(*) FROM assay.kept_appraisal"),
                strings(tenant, "SELECT octets || ' ' || appraisals FROM assay.evidence_usage"));
        Evidence.set(tenant, WEEK, OptionalLong.of(0));
        assertTrue(archive.due(AT).contains(tenant));
        archive.sweep(tenant, AT);
        assertEquals(List.of(), all(tenant));
        assertEquals(0, archive.keep(tenant, some(tenant, 1), AT));
    }

    @Test
    void deletesWhatIsOlderThanTheTenantKeepsIt() {
        UUID tenant = tenant();
        List<KeptAppraisal> some = some(tenant, 3);
        archive.keep(tenant, some, AT);
        Instant then = AT.plus(Duration.ofDays(7)).plusMillis(1_500);
        assertTrue(archive.due(then).contains(tenant));
        assertEquals(2, archive.sweep(tenant, then));
        assertEquals(List.of(Optional.of(some.get(2))), all(tenant));
        assertFalse(archive.due(then).contains(tenant));
    }

    @Test
    void deletesAllOfATenantThatKeepsNothingAnyMore() throws SQLException {
        UUID tenant = tenant();
        archive.keep(tenant, some(tenant, 3), AT);
        Evidence.set(tenant, OptionalInt.empty(), OptionalLong.empty());
        assertTrue(archive.due(AT).contains(tenant));
        assertEquals(3, archive.sweep(tenant, AT));
        assertEquals(List.of("0 0"), strings(tenant, "SELECT octets || ' ' || appraisals FROM assay.evidence_usage"));
        assertFalse(archive.due(AT).contains(tenant));
    }

    @Test
    @Tag("KM-01")
    void takesAnotherKeyAfterThirtyDaysAndDeletesTheOneUnderWhichNothingIsLeft() throws SQLException {
        UUID tenant = Evidence.keeping("keeper", OptionalInt.of(40), OptionalLong.empty());
        archive.keep(tenant, some(tenant, 1), AT);
        Instant month = AT.plus(Duration.ofDays(30)).plusSeconds(1);
        List<KeptAppraisal> newer = List.of(Evidence.kept(tenant, month));
        archive.keep(tenant, newer, month);
        assertEquals(List.of("1", "2"), strings(tenant, "SELECT number FROM assay.evidence_key ORDER BY number"));
        assertEquals(2, archive.page(tenant, AttestationType.SGX_ENCLAVE, Instant.EPOCH,
                EvidenceArchive.Mark.start(month.plusSeconds(1)), 9).stream().filter(it -> it.kept().isPresent())
                .count());
        archive.sweep(tenant, AT.plus(Duration.ofDays(41)));
        assertEquals(List.of("2"), strings(tenant, "SELECT number FROM assay.evidence_key"));
    }

    @Test
    @Tag("TE-07")
    void leavesNothingOfATenantWhoseKeysAreDestroyed() throws SQLException {
        UUID tenant = tenant();
        archive.keep(tenant, some(tenant, 2), AT);
        TestDatabase.transaction(entities -> TestDatabase.tenants(entities).change(tenant,
                Tenants.deleting(Duration.ofDays(1)), Tenants.by(Operation.DELETE)));
        assertEquals(0, archive.keep(tenant, some(tenant, 1), AT));
        assertEquals(true, TestDatabase.transaction(entities -> TestDatabase.tenants(entities).shred(tenant,
                Tenants.at(Operation.SHRED, Tenants.AT.plus(Duration.ofDays(2))))));
        for (String table : List.of("kept_appraisal", "evidence_key", "policy_impact"))
            assertEquals(List.of("0"), strings(tenant, "SELECT count(*) FROM assay." + table), table);
        assertEquals(List.of("0"), strings(tenant, "SELECT octets FROM assay.evidence_usage"));
    }

    @Test
    void countsWhatWasRecordedAndWhatOfItIsKept() throws SQLException {
        UUID tenant = tenant();
        List<KeptAppraisal> some = some(tenant, 4);
        archive.keep(tenant, some, AT);
        for (KeptAppraisal kept : some)
            AuditRecords.write(AuditRecords.record(tenant, Reason.POLICY_DENIED, kept.place().at(), Optional.empty()));
        AuditRecords.write(AuditRecords.record(tenant, Reason.POLICY_DENIED, AT.plusMillis(2_500), Optional.empty()));
        AuditRecords
                .write(AuditRecords.record(tenant, Reason.EVIDENCE_MALFORMED, AT.plusMillis(2_600), Optional.empty()));
        Window.Stock newest = stock(tenant, new Window(Optional.empty(), LATER, 2));
        assertEquals(List.of(3L, 2L, 2L), List.of(newest.recorded(), newest.kept(), newest.total()));
        Window.Stock window = stock(tenant, new Window(Optional.of(AT.minusSeconds(1)), AT.plusMillis(2_550), 2));
        assertEquals(List.of(4L, 3L, 2L), List.of(window.recorded(), window.kept(), window.total()));
        Window.Stock none = stock(tenant(), new Window(Optional.empty(), LATER, 2));
        assertEquals(List.of(0L, 0L, 0L), List.of(none.recorded(), none.kept(), none.total()));
    }

    private Window.Stock stock(UUID tenant, Window window) {
        return archive.stock(tenant, AttestationType.SGX_ENCLAVE, window);
    }
}
