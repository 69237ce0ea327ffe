package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.attestationkey.Specimens;
import dev.assay.attestationkey.TpmAuthorities;
import dev.assay.attestationkey.TpmAuthorities.Use;
import dev.assay.attestationkey.TpmDevice;
import dev.assay.audit.AuditRecord;
import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.impact.KeptAppraisal;
import dev.assay.persistence.TpmAuthorityRows.Facts;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantChange;
import dev.assay.tenant.TenantChange.Operation;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TpmStatementsTest {
    private static final TenantChange BY = Tenants.by(Operation.CHANGE);
    private static final Instant AT = Evidence.AT;

    private final TpmStatements statements = new TpmStatements(TestDatabase.app());
    private final EvidenceArchive archive = new EvidenceArchive(TestDatabase.app(),
            new KeyEncryptionKey(KeyEncryptionKey.newSecret()));
    private final UUID id = Evidence.keeping("statements", OptionalInt.of(7), OptionalLong.empty());
    private final Tpm tpm = Tpm.fresh();

    private static Tenant tenant(UUID id) {
        return new Tenant(id, "blue", "https://attest.example.org/t/blue", AnchorSet.VENDORS, Baseline.AZURE);
    }

    private CollateralSet find(CollateralKey... keys) {
        return statements.find(tenant(id), Set.of(keys));
    }

    private static Bytes content(CollateralSet set, CollateralKey key) {
        return set.find(key).orElseThrow().content();
    }

    @Test
    void statesThatNobodyIsTrustedAndThatADeviceIsNotKnown() {
        CollateralKey device = CollateralKey.tpmDevice(tpm.key());
        CollateralSet found = find(CollateralKey.tpmAuthorities(), device);
        assertEquals(TpmAuthorities.NONE, TpmAuthorities.read(content(found, CollateralKey.tpmAuthorities())));
        assertEquals(Optional.empty(), found.find(device));
        assertTrue(found.whyAbsent(device).contains("no device"));
    }

    @Test
    void statesWhatIsStoredAsTheAppraisalReadsIt() {
        var ca = Specimens.ca("one");
        new TpmAuthorityRows(TestDatabase.app()).add(id, ca.trusted(Use.ENDORSEMENT_KEYS),
                new Facts("CN=one", AT, Optional.empty()), BY);
        TpmDeviceRows devices = new TpmDeviceRows(TestDatabase.app());
        devices.register(id, tpm.enrolling(), BY);
        devices.note(id, new TpmSighting(tpm.state(-1L, 4, 2), false, false), BY);
        CollateralKey device = CollateralKey.tpmDevice(tpm.key());
        CollateralSet found = find(CollateralKey.tpmAuthorities(), device);
        assertEquals(new TpmAuthorities(List.of(ca.trusted(Use.ENDORSEMENT_KEYS))),
                TpmAuthorities.read(content(found, CollateralKey.tpmAuthorities())));
        assertEquals(devices.find(id, tpm.key()).orElseThrow().device(), TpmDevice.read(content(found, device)));
        assertEquals(Optional.empty(), statements.find(tenant(TestDatabase.tenant("others")), Set.of(device))
                .find(device));
    }

    private TpmAuthorities trusted(TpmStatements node) {
        TpmAuthorities said = node.authorities(tenant(id));
        assertEquals(said, TpmAuthorities.read(content(node.find(tenant(id), Set.of(CollateralKey.tpmAuthorities())),
                CollateralKey.tpmAuthorities())));
        return said;
    }

    @Test
    @Tag("TP-10")
    void statesOnEveryNodeWhatAnyNodeHasChangedBefore() {
        TpmStatements other = new TpmStatements(TestDatabase.app());
        TpmAuthorityRows authorities = new TpmAuthorityRows(TestDatabase.app());
        TpmDeniedKeyRows denied = new TpmDeniedKeyRows(TestDatabase.app());
        assertEquals(TpmAuthorities.NONE, trusted(other));
        var ca = Specimens.ca("one");
        var first = (TpmAuthorityRows.Addition.Made) authorities.add(id, ca.trusted(Use.ENDORSEMENT_KEYS),
                new Facts("CN=one", AT, Optional.empty()), BY);
        TpmAuthorities one = trusted(other);
        assertEquals(List.of(ca.trusted(Use.ENDORSEMENT_KEYS)), one.authorities());
        var second = (TpmAuthorityRows.Addition.Made) authorities.add(id, Specimens.ca("two").trusted(
                Use.ENDORSEMENT_KEYS), new Facts("CN=two", AT, Optional.empty()), BY);
        assertEquals(2, trusted(other).authorities().size());
        assertTrue(authorities.delete(id, second.authority().id(), BY));
        assertEquals(one, trusted(other));
        Bytes crl = ca.crl(Specimens.AT);
        // The same instant as before: what tells is the row, not its date.
        authorities.renew(id, first.authority().id(), crl, new TpmAuthorityRows.CrlDates(AT, AT.plusSeconds(9)), BY);
        assertEquals(Optional.of(crl), trusted(other).authorities().getFirst().crl());
        denied.replace(id, Set.of(tpm.key()), false, BY);
        assertEquals(Set.of(tpm.key()), trusted(other).deniedKeys());
        denied.replace(id, Set.of(), true, BY);
        assertEquals(Set.of(), trusted(other).deniedKeys());
    }

    @Test
    void readsAStatementOnceUntilItChanges() {
        assertSame(statements.authorities(tenant(id)), statements.authorities(tenant(id)));
        new TpmDeniedKeyRows(TestDatabase.app()).replace(id, Set.of(tpm.key()), false, BY);
        assertSame(statements.authorities(tenant(id)), statements.authorities(tenant(id)));
        assertEquals(TpmAuthorities.NONE, statements.authorities(tenant(TestDatabase.tenant("others"))));
    }

    private long used() throws SQLException {
        return Long.parseLong(RowSecurityTest.strings(TestDatabase.app(), id,
                "SELECT octets FROM assay.evidence_usage").getFirst());
    }

    private long stored() throws SQLException {
        return Long.parseLong(RowSecurityTest.strings(TestDatabase.app(), id, """
                SELECT (SELECT coalesce(sum(octet_length(box)), 0) FROM assay.kept_appraisal)
                    + (SELECT coalesce(sum(octet_length(content)), 0) FROM assay.tpm_statement)""").getFirst());
    }

    @Test
    @Tag("TE-06")
    void countsEachStatementOnceToTheTenantsRoom() throws SQLException {
        KeptAppraisal first = kept(AT, "authorities", "device then");
        archive.keep(id, List.of(first, kept(AT.plusSeconds(1), "authorities", "device later")), AT);
        archive.keep(id, List.of(kept(AT.plusSeconds(60), "authorities", "device later")), AT);
        assertEquals(stored(), used());
        archive.sweep(id, AT.plus(Duration.ofDays(7)).plusSeconds(30));
        assertEquals(Set.of(key("authorities")), foundFor(first).keySet());
        assertEquals(stored(), used());
        Evidence.set(id, OptionalInt.of(7), OptionalLong.of(0));
        archive.sweep(id, AT);
        assertEquals(0, stored());
        assertEquals(0, used());
    }

    private KeptAppraisal kept(Instant at, String... contents) {
        List<CollateralDocument> documents = java.util.Arrays.stream(contents)
                .map(content -> new CollateralDocument(key(content), Bytes.utf8(content), Bytes.EMPTY)).toList();
        return kept(at, documents);
    }

    private KeptAppraisal kept(Instant at, List<CollateralDocument> documents) {
        KeptAppraisal plain = Evidence.kept(id, at);
        AuditRecord.Basis basis = plain.basis();
        return new KeptAppraisal(plain.place(), AppraisalRequest.of(AttestationType.TPM, Bytes.utf8("a.b.c")),
                new AuditRecord.Basis(0, basis.policyHash(), basis.baseline(), basis.anchorSet(),
                        documents.stream().map(AuditRecord.Document::of).toList()),
                plain.reason(), plain.link(), documents);
    }

    private static CollateralKey key(String content) {
        return content.startsWith("authorities")
                ? CollateralKey.tpmAuthorities()
                : CollateralKey.tpmDevice(Bytes.utf8("key").sha256());
    }

    private Map<CollateralKey, CollateralDocument> foundFor(KeptAppraisal kept) {
        return statements.kept(id, kept.basis().collateral());
    }

    @Test
    @Tag("TP-18")
    void findsWhatKeptEvidenceWasJudgedByAsItWasThen() {
        KeptAppraisal first = kept(AT, "authorities", "device then");
        KeptAppraisal second = kept(AT.plusSeconds(1), "authorities", "device later");
        archive.keep(id, List.of(first, second), AT);
        assertEquals(Bytes.utf8("device then"), foundFor(first).get(key("device")).content());
        assertEquals(Bytes.utf8("device later"), foundFor(second).get(key("device")).content());
        assertEquals(2, foundFor(second).size());
        UUID other = TestDatabase.tenant("others");
        assertEquals(Map.of(), statements.kept(other, first.basis().collateral()));
    }

    @Test
    @Tag("TP-18")
    void replaysByTheAuthoritiesOfThenWhateverWasChangedSince() {
        CollateralDocument then = find(CollateralKey.tpmAuthorities()).find(CollateralKey.tpmAuthorities())
                .orElseThrow();
        KeptAppraisal kept = kept(AT, List.of(then));
        archive.keep(id, List.of(kept), AT);
        new TpmDeniedKeyRows(TestDatabase.app()).replace(id, Set.of(tpm.key()), false, BY);
        assertEquals(Set.of(tpm.key()), statements.authorities(tenant(id)).deniedKeys());
        assertEquals(Map.of(then.key(), then), foundFor(kept));
    }

    @Test
    void deletesAStatementWithTheLastEvidenceItBelongsTo() throws SQLException {
        KeptAppraisal first = kept(AT, "authorities", "device then");
        KeptAppraisal second = kept(AT.plusSeconds(60), "authorities", "device later");
        archive.keep(id, List.of(first, second), AT);
        Instant then = AT.plus(Duration.ofDays(7)).plusSeconds(30);
        assertTrue(archive.due(then).contains(id));
        archive.sweep(id, then);
        assertEquals(Set.of(key("authorities")), foundFor(first).keySet());
        assertEquals(2, foundFor(second).size());
        Evidence.set(id, OptionalInt.empty(), OptionalLong.empty());
        archive.sweep(id, then);
        assertEquals(List.of("0"), RowSecurityTest.strings(TestDatabase.app(), id,
                "SELECT count(*) FROM assay.tpm_statement"));
        assertFalse(archive.due(then).contains(id));
    }

    @Test
    @Tag("TE-06")
    void makesPlaceForNewerEvidenceWithItsStatements() {
        KeptAppraisal first = kept(AT, "device then");
        Evidence.set(id, OptionalInt.of(7), OptionalLong.of(80));
        archive.keep(id, List.of(first), AT);
        assertEquals(1, foundFor(first).size());
        KeptAppraisal second = kept(AT.plusSeconds(1), "device later");
        archive.keep(id, List.of(second), AT);
        assertEquals(Map.of(), foundFor(first));
        assertEquals(1, foundFor(second).size());
    }

    @Test
    void keepsEvidenceAsLongAsATpmsLogsAre() {
        KeptAppraisal plain = kept(AT, "authorities");
        KeptAppraisal large = new KeptAppraisal(plain.place(),
                AppraisalRequest.of(AttestationType.TPM, Bytes.copyOf(new byte[15 << 20])), plain.basis(),
                plain.reason(), plain.link(), plain.statements());
        assertEquals(1, archive.keep(id, List.of(large), AT));
        KeptAppraisal enclave = new KeptAppraisal(Evidence.kept(id, AT).place(),
                AppraisalRequest.of(AttestationType.SGX_ENCLAVE, Bytes.copyOf(new byte[2 << 20])), plain.basis(),
                plain.reason(), plain.link());
        assertEquals(0, archive.keep(id, List.of(enclave), AT));
    }
}
