package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.collateral.AnchorSet;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.bytes.Bytes;
import dev.assay.pki.SignerCertificates;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.service.TenantAnswer.Kind;
import dev.assay.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On the real database; the clock is the test's. */
class TenantAdministrationTest {
    private static final String BASE = "https://attest.example.org";
    private static final Duration DELAY = Duration.ofDays(30);
    private static final Caller PLATFORM = new Caller(Optional.empty(), "root", BASE,
            Set.of(Role.PLATFORM_ADMINISTRATOR));
    private static final TenantPatch AZURE = baseline("azure");

    private final Transacted.Store store = new Transacted.Store();
    private final Transacted.Rows rows = new Transacted.Rows();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-24T12:00:00Z"));
    private final List<UUID> destroyed = new ArrayList<>();
    private final String name = "adm-" + UUID.randomUUID().toString().substring(0, 8);
    private final StoredTenants directory = directory(List.of());
    private final TenantAdministration tenants = administration(directory);

    @Test
    void makesATenantThatIsServedAtOnce() {
        TenantView made = made(tenants.create(new TenantWish(name, AZURE), platform()));
        assertEquals(BASE + "/t/" + name, made.attestUri());
        assertEquals("azure", made.choices().baseline());
        assertEquals("vendors", made.choices().anchorSet());
        assertEquals("AAD", made.choices().trustModel());
        assertEquals("active", made.state());
        assertTrue(attests());
    }

    @Test
    void answersTheSameRequestTheSame() {
        TenantView first = made(tenants.create(new TenantWish(name, AZURE), platform()));
        assertEquals(first, made(administration(directory(List.of())).create(new TenantWish(name, baseline("azure")),
                platform())));
    }

    @Test
    void refusesANameThatIsTaken() {
        tenants.create(new TenantWish(name, AZURE), platform());
        assertEquals("name-taken", refused(tenants.create(new TenantWish(name, TenantPatch.NONE), platform())).code());
        String configured = "cfg-" + name.substring(4);
        rows.provision(configured);
        assertEquals(Kind.CONFLICT,
                refused(tenants.create(new TenantWish(configured, TenantPatch.NONE), platform())).kind());
    }

    @Test
    void refusesTheNameOfADeletedTenant() {
        TenantWish wish = new TenantWish(name, AZURE);
        tenants.create(wish, platform());
        tenants.delete(name, platform());
        assertEquals("name-taken", refused(tenants.create(wish, platform())).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Contoso", "a_b", "a/b", "ünder", "12345678901234567890123456789012345678901"})
    void refusesANameNoUrlHas(String bad) {
        assertEquals("name-not-possible",
                refused(tenants.create(new TenantWish(bad, TenantPatch.NONE), platform())).code());
    }

    @Test
    void refusesSettingsOutOfBounds() {
        for (TenantPatch bad : List.of(baseline("lax"), lifetime(Duration.ofSeconds(59)), lifetime(Duration.ofHours(9)),
                algorithm("HS256"), algorithm("none"), audience(""), audience("a b"),
                quotas(0, 65_536, 1), quotas(1, 16_383, 1), quotas(1, (1 << 20) + 1, 1), quotas(1, 65_536, 0),
                stored(4_095, 0), stored(4_096, -1), stored(4_096, (1L << 50) + 1), guard(List.of("Sgx"), true))) {
            assertEquals(Kind.BAD_VALUE, refused(tenants.create(new TenantWish(name, bad), platform())).kind());
        }
        assertEquals(Kind.NOT_FOUND, refused(tenants.get(name, platform())).kind());
    }

    @Test
    void changesWhatIsNamedAndNothingElse() {
        tenants.create(new TenantWish(name, AZURE), platform());
        TenantView changed = shown(tenants.change(name, quotas(7, 65_536, 3), at(1)));
        assertEquals(OptionalInt.of(7), changed.limits().requestsPerSecond());
        assertEquals("azure", changed.choices().baseline());
        assertEquals(2, changed.version());
        TenantView.Token token = shown(tenants.change(name, algorithm("ES256"), at(2))).choices().token();
        assertEquals(new TenantView.Token("ES256", Optional.empty(), Optional.empty(), Duration.ofDays(1)), token);
        assertEquals(Optional.of("rp"),
                shown(tenants.change(name, audience("rp"), at(3))).choices().token().audience());
    }

    @Test
    void storesWhomToAskForTypesThisServiceDoesNotKnowYet() {
        tenants.create(new TenantWish(name, guard(List.of("tpm", "SGXENCLAVE", "Tpm"), true)), platform());
        TenantView.Guard made = shown(tenants.get(name, platform())).choices().guard();
        assertEquals(new TenantView.Guard(List.of("SgxEnclave", "Tpm"), true, List.of()), made);
        Tenant served = directory.find(name).orElseThrow();
        assertTrue(served.settings().authenticated().contains(AttestationType.SGX_ENCLAVE));
        assertFalse(served.settings().authenticated().contains(AttestationType.OPEN_ENCLAVE));
        assertInstanceOf(TenantAnswer.Waits.class, tenants.change(name, guard(List.of(), false), platform()));
        TenantView.Limits limits = shown(tenants.change(name, stored(8_192, 1L << 40), platform())).limits();
        assertEquals(8_192, limits.policyBytes());
        assertEquals(OptionalLong.of(1L << 40), limits.storedEvidenceBytes());
    }

    @Test
    @Tag("TE-06")
    void boundsTheDevicesOfATenantByThePlatformAlone() {
        tenants.create(new TenantWish(name, AZURE), platform());
        assertEquals(100_000, shown(tenants.get(name, platform())).limits().tpmDevices());
        assertEquals(0, shown(tenants.change(name, devices(0), platform())).limits().tpmDevices());
        assertEquals("quotas.tpmDevices: is 0 to 10000000.",
                refused(tenants.change(name, devices(10_000_001), platform())).detail());
        assertEquals(0, shown(tenants.get(name, platform())).limits().tpmDevices());
    }

    @Test
    @Tag("BS-11")
    void assignsAnAnchorSetThatConfigurationKnowsByThePlatformAlone() {
        tenants.create(new TenantWish(name, AZURE), platform());
        TenantPatch vendors = TenantPatch.NONE.withAnchorSet("vendors");
        assertEquals("vendors", shown(tenants.change(name, vendors, platform())).choices().anchorSet());
        TenantAnswer.Refused unknown = refused(
                tenants.change(name, TenantPatch.NONE.withAnchorSet("mine"), platform()));
        assertEquals("anchorSet: is one of vendors.", unknown.detail());
        assertEquals(Kind.FORBIDDEN,
                refused(tenants.change(name, vendors, call(name, Role.TENANT_ADMINISTRATOR))).kind());
        StoredTenants knowing = directory(List.of(new Tenant(rows.provision("cfg-" + name.substring(4)),
                "cfg-" + name.substring(4), BASE, new AnchorSet("own", false, List.of()), Baseline.STRICT)));
        assertEquals("own", shown(administration(knowing).change(name, TenantPatch.NONE.withAnchorSet("own"),
                platform())).choices().anchorSet());
        assertEquals("set-by-configuration", refused(administration(knowing).change("cfg-" + name.substring(4), vendors,
                platform())).code());
    }

    @Test
    void isolatesATenantByItsCertificatesForLife() {
        Bytes one = SignerCertificates.authority("CN=one");
        Bytes two = SignerCertificates.authority("CN=two");
        TenantWish wish = new TenantWish(name, List.of(one, two), TenantPatch.NONE);
        TenantView view = made(tenants.create(wish, platform()));
        assertEquals("Isolated", view.choices().trustModel());
        assertEquals(Set.of(one.sha256().toHex(), two.sha256().toHex()), view.choices().guard().signers().stream()
                .map(TenantView.Signer::sha256).collect(Collectors.toSet()));
        assertEquals(view,
                made(tenants.create(new TenantWish(name, List.of(two, one), TenantPatch.NONE), platform())));
        assertEquals("name-taken",
                refused(tenants.create(new TenantWish(name, List.of(one), TenantPatch.NONE), platform())).code());
        assertEquals("name-taken", refused(tenants.create(new TenantWish(name, TenantPatch.NONE), platform())).code());
        assertEquals(view.choices().guard().signers(),
                shown(tenants.change(name, AZURE, platform())).choices().guard().signers());
    }

    @Test
    void makesNoIsolatedTenantByACertificateThatMaySignNothing() {
        Bytes good = SignerCertificates.authority("CN=one");
        for (List<Bytes> bad : List.of(List.of(SignerCertificates.selfSignedWithoutCa()), List.of(good, good),
                List.of(Bytes.utf8("x")), Collections.nCopies(9, good))) {
            TenantAnswer.Refused refused = refused(
                    tenants.create(new TenantWish(name, bad, TenantPatch.NONE), platform()));
            assertEquals("certificate-refused", refused.code());
            assertTrue(refused.detail().startsWith("policySigningCertificates"), refused.detail());
        }
        assertEquals(Kind.NOT_FOUND, refused(tenants.get(name, platform())).kind());
    }

    @Test
    void refusesAChangeMadeFromAnOldVersion() {
        tenants.create(new TenantWish(name, AZURE), platform());
        tenants.change(name, baseline("strict"), at(1));
        assertEquals(Kind.STALE, refused(tenants.change(name, AZURE, at(1))).kind());
        assertEquals("strict", shown(tenants.get(name, platform())).choices().baseline());
    }

    @Test
    void suspendsAndResumes() {
        tenants.create(new TenantWish(name, AZURE), platform());
        assertEquals("suspended", shown(tenants.suspend(name, platform())).state());
        assertFalse(attests());
        assertEquals(2, shown(tenants.suspend(name, platform())).version());
        assertEquals("active", shown(tenants.resume(name, platform())).state());
        assertTrue(attests());
    }

    @Test
    @Tag("TE-07")
    void bringsADeletedTenantBackUntilItsKeysAreDestroyed() {
        tenants.create(new TenantWish(name, AZURE), platform());
        TenantView deleted = shown(tenants.delete(name, platform()));
        assertEquals(Optional.of(clock.instant().plus(DELAY)), deleted.dates().shredAfter());
        assertFalse(attests());
        assertEquals("tenant-deleted", refused(tenants.change(name, AZURE, platform())).code());
        assertEquals("tenant-deleted", refused(tenants.suspend(name, platform())).code());
        assertEquals("active", shown(tenants.resume(name, platform())).state());
        assertTrue(attests());
        tenants.delete(name, platform());
        clock.move(DELAY);
        assertTrue(tenants.shredDue("node") > 0);
        assertTrue(destroyed.contains(store.idOf(name).orElseThrow()));
        assertEquals(Optional.of(clock.instant()), shown(tenants.get(name, platform())).dates().shredded());
        assertEquals("tenant-shredded", refused(tenants.resume(name, platform())).code());
    }

    @Test
    void leavesToConfigurationWhatIsItsOwn() {
        UUID id = rows.provision(name);
        StoredTenants configured = directory(
                List.of(new Tenant(id, name, BASE + "/t/" + name, AnchorSet.VENDORS, Baseline.AZURE)));
        TenantAdministration here = administration(configured);
        assertEquals("azure", shown(here.get(name, platform())).choices().baseline());
        assertEquals("set-by-configuration", refused(here.change(name, baseline("strict"), platform())).code());
        assertEquals("set-by-configuration", refused(here.delete(name, platform())).code());
        assertEquals("suspended", shown(here.suspend(name, platform())).state());
    }

    @Test
    void walksTheListPageByPage() {
        for (int i = 0; i < 3; i++)
            tenants.create(new TenantWish(name + i, AZURE), platform());
        List<String> names = new ArrayList<>();
        Optional<String> after = Optional.of(name);
        for (int i = 0; i < 3; i++) {
            var page = assertInstanceOf(TenantAnswer.Listed.class, tenants.list(after.orElseThrow(), 1, platform()));
            names.addAll(page.tenants().stream().map(TenantAnswer.Line::name).toList());
            after = page.next().or(() -> Optional.of("zzz"));
        }
        assertEquals(List.of(name + 0, name + 1, name + 2), names);
    }

    @ParameterizedTest
    @Tag("AU-05")
    @EnumSource(value = Role.class, names = "PLATFORM_ADMINISTRATOR", mode = EnumSource.Mode.EXCLUDE)
    void letsNoTenantsRoleDoWhatIsThePlatforms(Role role) {
        tenants.create(new TenantWish(name, AZURE), platform());
        TenantCall call = call(name, role);
        List<Function<TenantCall, TenantAnswer>> acts = List.of(who -> tenants.suspend(name, who),
                who -> tenants.resume(name, who), who -> tenants.delete(name, who), who -> tenants.list("", 10, who),
                who -> tenants.create(new TenantWish(name + "2", AZURE), who),
                who -> tenants.change(name, quotas(9, 65_536, 9), who));
        acts.forEach(act -> assertEquals(Kind.FORBIDDEN, refused(act.apply(call)).kind()));
        assertEquals(1, shown(tenants.get(name, platform())).version());
    }

    @ParameterizedTest
    @Tag("AU-05")
    @EnumSource(Role.class)
    void letsTheTenantsAdministratorChangeItsSettings(Role role) {
        tenants.create(new TenantWish(name, AZURE), platform());
        TenantAnswer answer = tenants.change(name, baseline("strict"), call(name, role));
        if (role == Role.TENANT_ADMINISTRATOR)
            assertEquals("strict", shown(answer).choices().baseline());
        else
            assertEquals(Kind.FORBIDDEN, refused(answer).kind());
    }

    @ParameterizedTest
    @Tag("TE-04")
    @EnumSource(Role.class)
    void hidesATenantFromAnother(Role role) {
        tenants.create(new TenantWish(name, AZURE), platform());
        TenantCall stranger = call("other", role);
        for (String either : List.of(name, "nobody-at-all")) {
            List<TenantAnswer> answers = List.of(tenants.get(either, stranger), tenants.change(either, AZURE, stranger),
                    tenants.suspend(either, stranger), tenants.resume(either, stranger),
                    tenants.delete(either, stranger));
            answers.forEach(answer -> assertEquals("tenant-not-found", refused(answer).code()));
        }
    }

    private boolean attests() {
        return directory.snapshot(name, AttestationType.SGX_ENCLAVE).isPresent();
    }

    private StoredTenants directory(List<Tenant> configured) {
        return new StoredTenants(BASE, configured, new StoredTenants.Stores(rows, store));
    }

    private TenantAdministration administration(StoredTenants over) {
        return new TenantAdministration(over, store, new TenantDesk(BASE, over, clock::instant),
                new TenantLife(DELAY, destroyed::add),
                new SecondPerson(new Transacted.Proposals(), Duration.ofDays(7), clock::instant));
    }

    private static TenantCall platform() {
        return new TenantCall(PLATFORM, OptionalInt.empty(), "trace");
    }

    private static TenantCall at(int version) {
        return new TenantCall(PLATFORM, OptionalInt.of(version), "trace");
    }

    private static TenantCall call(String tenant, Role role) {
        return new TenantCall(new Caller(Optional.of(tenant), "alice", "issuer", Set.of(role)), OptionalInt.empty(),
                "trace");
    }

    private static TenantPatch baseline(String name) {
        return TenantPatch.NONE.withBaseline(name);
    }

    private static TenantPatch lifetime(Duration lifetime) {
        return TenantPatch.NONE
                .withToken(new TokenPatch(Optional.empty(), Optional.of(Optional.of(lifetime)), Optional.empty()));
    }

    private static TenantPatch audience(String audience) {
        return TenantPatch.NONE
                .withToken(new TokenPatch(Optional.empty(), Optional.empty(), Optional.of(Optional.of(audience))));
    }

    private static TenantPatch algorithm(String algorithm) {
        return TenantPatch.NONE
                .withToken(new TokenPatch(Optional.of(algorithm), Optional.empty(), Optional.empty()));
    }

    private static TenantPatch quotas(int rate, int body, int policies) {
        return TenantPatch.NONE.withQuotas(new QuotaPatch(Optional.of(OptionalInt.of(rate)), OptionalInt.of(body),
                OptionalInt.of(policies), OptionalInt.empty(), Optional.empty()));
    }

    private static TenantPatch stored(int policyBytes, long evidence) {
        return TenantPatch.NONE.withQuotas(new QuotaPatch(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(),
                OptionalInt.of(policyBytes), Optional.of(OptionalLong.of(evidence))));
    }

    private static TenantPatch devices(int most) {
        return TenantPatch.NONE.withQuotas(new QuotaPatch(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(),
                OptionalInt.empty(), Optional.empty(), OptionalInt.of(most)));
    }

    private static TenantPatch guard(List<String> types, boolean fourEyes) {
        return TenantPatch.NONE.withGuard(new GuardPatch(Optional.of(types), Optional.of(fourEyes)));
    }

    private static TenantView made(TenantAnswer answer) {
        return assertInstanceOf(TenantAnswer.Made.class, answer).tenant();
    }

    private static TenantView shown(TenantAnswer answer) {
        return assertInstanceOf(TenantAnswer.Shown.class, answer).tenant();
    }

    private static TenantAnswer.Refused refused(TenantAnswer answer) {
        return assertInstanceOf(TenantAnswer.Refused.class, answer);
    }
}
