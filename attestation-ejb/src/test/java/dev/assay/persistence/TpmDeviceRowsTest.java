package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.attestationkey.Specimens;
import dev.assay.attestationkey.TpmDevice;
import dev.assay.attestationkey.TpmDevice.Origin;
import dev.assay.persistence.TpmDeviceRows.Amendment;
import dev.assay.persistence.TpmDeviceRows.Event;
import dev.assay.persistence.TpmDeviceRows.Query;
import dev.assay.persistence.TpmDeviceRows.Stored;
import dev.assay.persistence.TpmRegistration.Obstacle;
import dev.assay.persistence.TpmRegistration.Outcome;
import dev.assay.tenant.TenantChange;
import dev.assay.tenant.TenantChange.Operation;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TpmDeviceRowsTest {
    private static final TenantChange BY = Tenants.by(Operation.CHANGE);

    private final TpmDeviceRows rows = new TpmDeviceRows(TestDatabase.app());
    private final UUID tenant = TestDatabase.tenant("devices");
    private final Tpm tpm = Tpm.fresh();

    private Stored made(TpmRegistration.Wish wish) {
        return assertInstanceOf(Outcome.Made.class, rows.register(tenant, wish, BY)).device();
    }

    private Outcome.Conflict conflict(TpmRegistration.Wish wish) {
        return assertInstanceOf(Outcome.Conflict.class, rows.register(tenant, wish, BY));
    }

    private List<String> happened(UUID device) {
        return rows.history(tenant, device).orElseThrow().events().stream().map(Event::operation).sorted().toList();
    }

    private TpmDevice now() {
        return rows.find(tenant, tpm.key()).orElseThrow().device();
    }

    private void seen(long clock, long resets, long restarts) {
        rows.note(tenant, new TpmSighting(tpm.state(clock, resets, restarts), false, false), BY);
    }

    @Test
    @Tag("TP-09")
    void registersAPairOnceAndFindsItAgain() {
        Stored first = made(tpm.enrolling());
        assertEquals(first, assertInstanceOf(Outcome.Same.class, rows.register(tenant, tpm.enrolling(), BY)).device());
        assertEquals(Optional.of(first), rows.find(tenant, tpm.key()));
        assertEquals(Origin.ACTIVATION, first.device().origin());
        assertEquals(Optional.of(tpm.attestation().octets()), first.device().publicArea());
        assertEquals(List.of("registered"), happened(first.device().id()));
    }

    @Test
    @Tag("TP-09")
    void makesOneDeviceOfRegistrationsAtOnce() throws Exception {
        try (var nodes = Executors.newFixedThreadPool(6)) {
            List<Callable<Outcome>> calls = IntStream.range(0, 12)
                    .<Callable<Outcome>>mapToObj(i -> () -> rows.register(tenant, tpm.enrolling(), BY)).toList();
            List<Outcome> outcomes = nodes.invokeAll(calls).stream().map(Future::resultNow).toList();
            assertEquals(1, outcomes.stream().filter(Outcome.Made.class::isInstance).count());
            assertEquals(11, outcomes.stream().filter(Outcome.Same.class::isInstance).count());
        }
        assertEquals(1, rows.page(tenant, new Query(Optional.empty(), Optional.empty(), Optional.empty(), 9)).size());
    }

    @Test
    @Tag("TP-09")
    void refusesAnotherAttestationKeyForAKnownEndorsementKeyAndTellsOfIt() {
        Stored first = made(tpm.enrolling());
        var refused = conflict(tpm.withAttestation(Specimens.attestationKey()).enrolling());
        assertEquals(Obstacle.ANOTHER_ATTESTATION_KEY, refused.why());
        assertEquals(first.device(), now());
        assertEquals(List.of("conflict", "registered"), happened(first.device().id()));
    }

    @Test
    @Tag("TP-09")
    void refusesAKnownAttestationKeyUnderAnotherEndorsementKeyAndTellsOfIt() {
        Stored first = made(tpm.enrolling());
        var refused = conflict(tpm.withEndorsement(Specimens.endorsementKey()).enrolling());
        assertEquals(Obstacle.ANOTHER_ENDORSEMENT_KEY, refused.why());
        assertEquals(first.device(), now());
        assertEquals(List.of("conflict", "registered"), happened(first.device().id()));
    }

    @Test
    @Tag("TP-09")
    void replacesNeitherWayBetweenAdministratorAndActivation() {
        made(tpm.registered("rack 4"));
        assertEquals(Obstacle.BY_ADMINISTRATOR, conflict(tpm.enrolling()).why());
        assertEquals(Obstacle.BY_ADMINISTRATOR, conflict(tpm.registered("other")).why());
        Tpm other = Tpm.fresh();
        made(other.enrolling());
        assertEquals(Obstacle.BY_ACTIVATION, conflict(other.registered("")).why());
        assertEquals("rack 4", rows.find(tenant, tpm.key()).orElseThrow().standing().label());
    }

    @Test
    @Tag("TP-06")
    void makesADeviceThatWasOnlySeenARegisteredOneOfTheSameId() {
        UUID seen = rows.note(tenant, new TpmSighting(tpm.state(5, 1, 0), true, false), BY).orElseThrow();
        assertEquals(Origin.CERTIFICATE, now().origin());
        assertEquals(seen, made(tpm.enrolling()).device().id());
        assertEquals(Origin.ACTIVATION, now().origin());
        assertEquals(Optional.of(tpm.state(5, 1, 0)), now().last());
        assertEquals(List.of("registered", "registered"), happened(seen));
    }

    @Test
    void makesNoDeviceOfAKeyThatNoCertificateVouchedFor() {
        assertEquals(Optional.empty(),
                rows.note(tenant, new TpmSighting(tpm.state(5, 1, 0), false, false), BY));
        assertEquals(Optional.empty(), rows.find(tenant, tpm.key()));
    }

    @Test
    @Tag("TE-06")
    void takesNoMoreDevicesThanTheTenantMayHave() throws SQLException {
        TestDatabase.asSuperuser("UPDATE assay.tenant SET tpm_devices = 1 WHERE tenant_id = '" + tenant + "'");
        made(tpm.enrolling());
        assertInstanceOf(Outcome.QuotaSpent.class, rows.register(tenant, Tpm.fresh().enrolling(), BY));
        assertInstanceOf(Outcome.Same.class, rows.register(tenant, tpm.enrolling(), BY));
        assertEquals(Optional.empty(),
                rows.note(tenant, new TpmSighting(Tpm.fresh().state(1, 1, 1), true, false), BY));
    }

    @Test
    @Tag("TP-17")
    void movesTheLastStateForwardAndNeverBack() {
        made(tpm.enrolling());
        seen(100, 7, 3);
        seen(200, 7, 2);
        seen(300, 6, 9);
        seen(99, 7, 3);
        assertEquals(Optional.of(tpm.state(100, 7, 3)), now().last());
        seen(1, 7, 4);
        assertEquals(Optional.of(tpm.state(1, 7, 4)), now().last());
        seen(0, 8, 0);
        assertEquals(Optional.of(tpm.state(0, 8, 0)), now().last());
    }

    /** Of one TPM and of others, all at once, known and not known yet. */
    @Test
    @Tag("TP-17")
    void notesAtOnceWithoutWaitingCrosswise() throws Exception {
        List<Tpm> fleet = IntStream.range(0, 4).mapToObj(i -> Tpm.fresh()).toList();
        try (var nodes = Executors.newFixedThreadPool(8)) {
            List<Callable<UUID>> calls = IntStream.range(0, 48).<Callable<UUID>>mapToObj(i -> () -> rows
                    .note(tenant, new TpmSighting(fleet.get(i % 4).state(i / 4, 7, 3), true, i % 5 == 4), BY)
                    .orElseThrow()).toList();
            List<UUID> noted = nodes.invokeAll(calls).stream().map(Future::resultNow).toList();
            assertEquals(4, noted.stream().distinct().count());
        }
        for (int i = 0; i < 4; i++) {
            int one = i;
            int furthest = IntStream.range(0, 48).filter(call -> call % 4 == one && call % 5 != 4).max().orElseThrow();
            assertEquals(Optional.of(fleet.get(i).state(furthest / 4, 7, 3)),
                    rows.find(tenant, fleet.get(i).key()).orElseThrow().device().last());
        }
    }

    /** TP-17: a second transaction holds one device's row; another device's is noted all the same. */
    @Test
    @Tag("DO-06")
    void notesADeviceWhileAnothersRowIsHeld() throws SQLException {
        made(tpm.enrolling());
        Tpm other = Tpm.fresh();
        made(other.enrolling());
        try (var connection = TestDatabase.app().getConnection()) {
            connection.setAutoCommit(false);
            try (var held = connection.createStatement()) {
                held.execute("SELECT set_config('assay.tenant', '" + tenant + "', true)");
                held.execute("UPDATE assay.tpm_device SET last_safe = last_safe WHERE attestation_key = '\\x"
                        + tpm.key().toHex() + "'");
                rows.note(tenant, new TpmSighting(other.state(9, 1, 1), false, false), BY).orElseThrow();
            }
            connection.rollback();
        }
        assertEquals(Optional.of(other.state(9, 1, 1)), rows.find(tenant, other.key()).orElseThrow().device().last());
    }

    @Test
    @Tag("TP-18")
    void keepsUnsignedNumbersWhole() {
        made(tpm.enrolling());
        seen(Long.MAX_VALUE, 0xFFFF_FFFEL, 0xFFFF_FFFFL);
        seen(-1L, 0xFFFF_FFFFL, 0xFFFF_FFFFL);
        seen(Long.MIN_VALUE, 0xFFFF_FFFFL, 0xFFFF_FFFFL);
        assertEquals(Optional.of(tpm.state(-1L, 0xFFFF_FFFFL, 0xFFFF_FFFFL)), now().last());
        assertEquals(-1L, now().last().orElseThrow().firmwareVersion());
    }

    @Test
    @Tag("TP-17")
    void tellsOfCountersThatWentBackAndLeavesTheState() {
        UUID device = made(tpm.enrolling()).device().id();
        seen(100, 7, 3);
        assertEquals(Optional.of(device),
                rows.note(tenant, new TpmSighting(tpm.state(900, 6, 3), true, true), BY));
        assertEquals(Optional.of(tpm.state(100, 7, 3)), now().last());
        assertEquals(List.of("counters-went-back", "registered"), happened(device));
    }

    @Test
    void revokesForGoodAndFreesTheKeysOnDeletion() throws SQLException {
        UUID device = made(tpm.enrolling()).device().id();
        rows.amend(tenant, device, new Amendment(Optional.of("rack 4"), true), BY).orElseThrow();
        rows.amend(tenant, device, new Amendment(Optional.of("rack 4"), true), BY).orElseThrow();
        assertTrue(now().revoked());
        assertEquals(List.of("labelled", "registered", "revoked"), happened(device));
        assertEquals(Obstacle.REVOKED, conflict(tpm.enrolling()).why());
        assertTrue(rows.delete(tenant, device, BY));
        assertFalse(rows.delete(tenant, device, BY));
        assertFalse(made(tpm.enrolling()).device().id().equals(device));
        assertEquals(List.of("conflict", "deleted", "labelled", "registered", "revoked"),
                RowSecurityTest.strings(TestDatabase.app(), tenant, "SELECT operation FROM assay.tpm_device_event"
                        + " WHERE device_id = '" + device + "' ORDER BY 1"));
    }

    @Test
    void findsByKeyAndByTheBeginOfTheLabelPageByPage() {
        made(tpm.enrolling());
        for (String label : List.of("rack 4", "rack 5", "rack_6"))
            made(Tpm.fresh().registered(label));
        assertEquals(1, page(Optional.of(tpm.key()), Optional.empty(), Optional.empty(), 9).size());
        assertEquals(1, page(Optional.of(Specimens.identity(tpm.endorsement())), Optional.empty(), Optional.empty(), 9)
                .size());
        assertEquals(2, page(Optional.empty(), Optional.of("rack "), Optional.empty(), 9).size());
        assertEquals(0, page(Optional.empty(), Optional.of("rack%"), Optional.empty(), 9).size());
        List<Stored> first = page(Optional.empty(), Optional.empty(), Optional.empty(), 3);
        List<Stored> rest = page(Optional.empty(), Optional.empty(), Optional.of(first.getLast().device().id()), 3);
        assertEquals(List.of(3, 1), List.of(first.size(), rest.size()));
        assertFalse(first.contains(rest.getFirst()));
    }

    private List<Stored> page(Optional<dev.assay.bytes.Bytes> key, Optional<String> label, Optional<UUID> after,
            int size) {
        return rows.page(tenant, new Query(key, label, after, size));
    }

    @Test
    @Tag("TE-01")
    void keepsOneTenantsDevicesFromAnother() {
        UUID device = made(tpm.enrolling()).device().id();
        UUID other = TestDatabase.tenant("others");
        assertEquals(Optional.empty(), rows.find(other, tpm.key()));
        assertEquals(Optional.empty(), rows.history(other, device));
        assertEquals(Optional.empty(), rows.amend(other, device, new Amendment(Optional.of("x"), true), BY));
        assertFalse(rows.delete(other, device, BY));
        assertInstanceOf(Outcome.Made.class, rows.register(other, tpm.enrolling(), BY));
        assertFalse(now().revoked());
    }
}
