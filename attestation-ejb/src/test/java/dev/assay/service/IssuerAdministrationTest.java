package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.evidence.Baseline;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.identity.RoleRule;
import dev.assay.identity.TestIssuer;
import dev.assay.identity.TrustedIssuer;
import dev.assay.persistence.TestDatabase;
import dev.assay.service.IssuerAnswer.Kind;
import dev.assay.service.IssuerCall.Condition;
import dev.assay.tenant.Tenant;
import dev.assay.vendor.OidcClient;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On the real database. */
class IssuerAdministrationTest {
    private static final String BASE = "https://attest.example.org";
    private static final String URL = "https://login.example/realms/red";
    private static final Caller PLATFORM = new Caller(Optional.empty(), "root", BASE,
            Set.of(Role.PLATFORM_ADMINISTRATOR));
    private static final Condition NONE = new Condition(false, OptionalInt.empty());
    private static final Condition ANY = new Condition(true, OptionalInt.empty());

    private final String name = "iss-" + UUID.randomUUID().toString().substring(0, 8);
    private final Transacted.Rows tenants = new Transacted.Rows();
    private final UUID id = tenants.provision(name);
    private final ClockGuard clock = new ClockGuard(new TestClock(TestIssuer.NOW), () -> 0L);
    private final StoredTenants directory = new StoredTenants(BASE,
            List.of(new Tenant(id, name, BASE + "/t/" + name, AnchorSet.VENDORS, Baseline.STRICT)),
            new StoredTenants.Stores(tenants, new Transacted.Store()));
    private final IssuerAdministration issuers = new IssuerAdministration(directory, new TransactedIssuers(),
            new IssuerKeyCabinet((url, keys) -> new OidcClient.Found(url, Bytes.utf8("{\"keys\":[]}")), Runnable::run,
                    clock),
            new IssuerAdministration.Rules(
                    new OwnPlaces(BASE, new HostNames(Optional.of("attest.example.org")))::hold, clock::now));

    @Test
    void storesAnIssuerAndShowsIt() {
        IssuerView made = assertInstanceOf(IssuerAnswer.Made.class, put(wish("idp", URL), NONE)).issuer();
        assertEquals(wish("idp", URL), made.issuer());
        assertEquals(1, made.version());
        assertEquals(new IssuerAnswer.Shown(made), issuers.get(name, "idp", PLATFORM));
        assertEquals(new IssuerAnswer.Listed(List.of(made)), issuers.list(name, PLATFORM));
    }

    @Test
    void answersTheSameWishTheSame() {
        IssuerView made = assertInstanceOf(IssuerAnswer.Made.class, put(wish("idp", URL), NONE)).issuer();
        assertEquals(new IssuerAnswer.Shown(made), put(wish("idp", URL), NONE));
    }

    @Test
    void changesFromTheVersionSeenOnly() {
        put(wish("idp", URL), NONE);
        assertEquals(Kind.UNCONDITIONAL, kind(put(wish("idp", URL + "2"), NONE)));
        assertEquals(Kind.STALE, kind(put(wish("idp", URL + "2"), version(2))));
        assertEquals(2, shown(put(wish("idp", URL + "2"), version(1))).version());
        assertEquals(Kind.STALE, kind(put(wish("idp", URL), version(1))));
        assertEquals(3, shown(put(wish("idp", URL), ANY)).version());
        assertEquals(Kind.STALE, kind(put(wish("new", URL + "/new"), version(1))));
    }

    @Test
    void takesAnIssuerAwayAndNeverGivesAVersionTwice() throws Exception {
        put(wish("idp", URL), NONE);
        assertEquals(Kind.STALE, kind(issuers.delete(name, "idp", call(version(7)))));
        assertEquals(new IssuerAnswer.Gone(), issuers.delete(name, "idp", call(version(1))));
        assertEquals(Kind.NOT_FOUND, kind(issuers.get(name, "idp", PLATFORM)));
        assertEquals(Kind.NOT_FOUND, kind(issuers.delete(name, "idp", call(NONE))));
        assertEquals(3, assertInstanceOf(IssuerAnswer.Made.class, put(wish("idp", URL), NONE)).issuer().version());
        assertEquals("create 1 root, delete 2 root, create 3 root", TestDatabase.asSuperuserOne("""
                SELECT string_agg(operation || ' ' || version || ' ' || subject, ', ' ORDER BY version)
                FROM assay.oidc_issuer_event WHERE tenant_id = '%s'""".formatted(id)));
    }

    @Test
    void refusesOneIssuerUnderTwoIds() {
        put(wish("idp", URL), NONE);
        assertEquals(Kind.CONFLICT, kind(put(wish("two", URL), NONE)));
    }

    @Test
    @Tag("TE-06")
    void refusesMoreThanSixteen() {
        for (int i = 0; i < IssuerAdministration.MOST; i++)
            assertInstanceOf(IssuerAnswer.Made.class, put(wish("idp-" + i, URL + i), NONE));
        assertEquals(Kind.CONFLICT, kind(put(wish("one-more", URL), NONE)));
        assertEquals(2, shown(put(wish("idp-3", URL + "x"), ANY)).version());
    }

    @ParameterizedTest
    @Tag("AU-01")
    @ValueSource(strings = {BASE, BASE + "/oauth2", "https://ATTEST.example.org:443/t/red",
            "https://red.attest.example.org"})
    void refusesThisServiceAsAnIssuer(String url) {
        assertEquals(Kind.BAD_VALUE, kind(put(wish("idp", url), NONE)));
    }

    @Test
    void triesAnIssuerThatIsStored() {
        assertEquals(Kind.NOT_FOUND, kind(issuers.probe(name, "idp", PLATFORM)));
        put(wish("idp", URL), NONE);
        IssuerAnswer.Probed probed = assertInstanceOf(IssuerAnswer.Probed.class, issuers.probe(name, "idp", PLATFORM));
        assertEquals(URL, assertInstanceOf(IssuerProbe.Found.class, probed.probe()).keySet());
    }

    @ParameterizedTest
    @Tag("AU-05")
    @EnumSource(Role.class)
    void letsTheTenantsAdministratorAndNoOtherRoleOfItNear(Role role) {
        Caller caller = new Caller(Optional.of(name), "alice", "issuer", Set.of(role));
        for (Function<Caller, IssuerAnswer> act : acts(name)) {
            IssuerAnswer answer = act.apply(caller);
            if (role != Role.TENANT_ADMINISTRATOR)
                assertEquals(Kind.FORBIDDEN, kind(answer));
            else if (answer instanceof IssuerAnswer.Refused refused)
                assertEquals("issuer-not-found", refused.code());
        }
    }

    @ParameterizedTest
    @Tag("TE-04")
    @EnumSource(Role.class)
    void hidesATenantsIssuersFromAnother(Role role) {
        put(wish("idp", URL), NONE);
        Caller stranger = new Caller(Optional.of("other"), "alice", "issuer", Set.of(role));
        for (String either : List.of(name, "nobody-at-all"))
            acts(either).forEach(act -> assertEquals("tenant-not-found",
                    assertInstanceOf(IssuerAnswer.Refused.class, act.apply(stranger)).code()));
    }

    private List<Function<Caller, IssuerAnswer>> acts(String tenant) {
        return List.of(who -> issuers.list(tenant, who), who -> issuers.get(tenant, "x", who),
                who -> issuers.delete(tenant, "x", new IssuerCall(who, NONE, "trace")),
                who -> issuers.probe(tenant, "x", who),
                who -> issuers.put(tenant, wish("y", URL + "/y"), new IssuerCall(who, NONE, "trace")));
    }

    private static TrustedIssuer wish(String id, String url) {
        return new TrustedIssuer(id, url, Optional.of("https://keys.example/"), new TrustedIssuer.Acceptance(
                Set.of("a", "b"), Set.of("portal"), List.of(new RoleRule("roles", "a", Role.AUDITOR),
                        new RoleRule("/x~1y/z", "b", Role.KEY_ADMINISTRATOR))));
    }

    private IssuerAnswer put(TrustedIssuer wish, Condition condition) {
        return issuers.put(name, wish, call(condition));
    }

    private static IssuerCall call(Condition condition) {
        return new IssuerCall(PLATFORM, condition, "trace");
    }

    private static Condition version(int number) {
        return new Condition(true, OptionalInt.of(number));
    }

    private static IssuerView shown(IssuerAnswer answer) {
        return assertInstanceOf(IssuerAnswer.Shown.class, answer).issuer();
    }

    private static Kind kind(IssuerAnswer answer) {
        return assertInstanceOf(IssuerAnswer.Refused.class, answer).kind();
    }
}
