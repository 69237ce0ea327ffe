package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.identity.AccessTokenKey;
import dev.assay.identity.AccessTokens;
import dev.assay.identity.BearerAttacks;
import dev.assay.identity.Caller;
import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
import dev.assay.identity.Role;
import dev.assay.identity.SecretHash;
import dev.assay.identity.TestIssuer;
import dev.assay.identity.TokenRefusedException;
import dev.assay.identity.TrustedIssuer;
import dev.assay.tenant.TenantChange;
import dev.assay.tenant.TenantRecord;
import dev.assay.tenant.TenantState;
import dev.assay.vendor.OidcClient;
import dev.assay.vendor.TlsCanary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two tenants with an issuer each, on the real database, with keys fetched over real TLS; equal key names all over. */
@Tag("AU-01")
class IdentitiesTest {
    private static final String BASE = "https://assay.example";

    private final TlsCanary idps = TlsCanary.start();
    private final TestIssuer reds = TestIssuer.at(idps.url() + "/realms/red");
    private final TestIssuer blues = TestIssuer.at(idps.url() + "/realms/blue");
    private final String red = "red-" + UUID.randomUUID().toString().substring(0, 8);
    private final String blue = "blue-" + UUID.randomUUID().toString().substring(0, 8);
    private final Transacted.Rows tenants = new Transacted.Rows();
    private final TransactedIssuers rows = new TransactedIssuers();
    private final AccessTokens builtIn = new AccessTokens(BASE);
    private final AccessTokenKey key = key();
    private final AtomicLong nanos = new AtomicLong();
    private Identities identities;
    private UUID redId;

    @BeforeEach
    void trust() {
        redId = tenants.provision(red);
        store(redId, reds.trusted());
        store(tenants.provision(blue), blues.trusted());
        idps.issuer("/realms/red", reds.keySet());
        idps.issuer("/realms/blue", blues.keySet());
        Map<String, String> configured = Map.of(red, "", blue, "");
        StoredTenants directory = new StoredTenants(BASE, configured.keySet().stream()
                .map(name -> new dev.assay.tenant.Tenant(tenants.provision(name), name, BASE + "/t/" + name,
                        dev.assay.collateral.AnchorSet.VENDORS, dev.assay.evidence.Baseline.STRICT))
                .toList(), new StoredTenants.Stores(tenants, new Transacted.Store()));
        identities = new Identities(new Identities.Own(builtIn.issuer(), this::own), directory, rows,
                new IssuerKeyCabinet(
                        new OidcClient(idps.route())::fetch, Runnable::run,
                        new ClockGuard(new TestClock(TestIssuer.NOW), nanos::get)));
    }

    @AfterEach
    void stop() {
        idps.close();
    }

    @Test
    void knowsACallerOfTheTenantsIssuer() {
        Caller caller = known(red, reds.token());
        assertEquals(Optional.of(red), caller.tenant());
        assertEquals(reds.url(), caller.issuer());
        assertTrue(caller.may(red, Role.AUDITOR));
        assertFalse(caller.may(blue, Role.AUDITOR));
        assertFalse(caller.platformAdministrator());
    }

    /** Twice, so that caches are warm the second time. */
    @Test
    @Tag("TE-03")
    void refusesEveryMixUp() {
        String redByBlue = blues.signed(blues.header(), reds.claims());
        String blueByRed = reds.signed(reds.header(), blues.claims());
        for (int round = 0; round < 2; round++) {
            refused(red, blues.token());
            refused(blue, reds.token());
            refused(red, redByBlue);
            refused(blue, blueByRed);
            refused(red, blueByRed);
            refused("nobody-at-all", reds.token());
            assertThrows(TokenRefusedException.class,
                    () -> identities.identify(Optional.empty(), reds.token(), TestIssuer.NOW));
            known(red, reds.token());
            known(blue, blues.token());
        }
    }

    @Test
    @Tag("JW-02")
    @Tag("JW-03")
    void causesNoConnectionWhateverATokenSays() throws Exception {
        try (TlsCanary.Listener canary = new TlsCanary.Listener()) {
            new BearerAttacks(reds, canary.url()).all().values().forEach(attack -> refused(red, attack));
            assertFalse(canary.connected());
        }
        List<String> once = List.of("/realms/red/.well-known/openid-configuration", "/realms/red/keys");
        assertEquals(once, idps.asked());
    }

    @Test
    void fetchesNothingForAnIssuerThatIsNotTheTenants() {
        for (int i = 0; i < 3; i++)
            refused(red, blues.token());
        assertEquals(List.of(), idps.asked());
    }

    @Test
    void fetchesNothingForATokenNoKeyCouldSave() {
        refused(red, reds.signed(reds.header(), reds.claims().replace(TestIssuer.AUDIENCE, "https://other")));
        assertEquals(List.of(), idps.asked());
    }

    @Test
    void cannotTellWhileTheIssuerIsOutOfReach() {
        idps.reply("/realms/red/keys", 500, dev.assay.bytes.Bytes.EMPTY);
        assertInstanceOf(Identification.Unavailable.class,
                identities.identify(Optional.of(red), reds.token(), TestIssuer.NOW));
        idps.issuer("/realms/red", reds.keySet());
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        known(red, reds.token());
        idps.reply("/realms/red/keys", 500, dev.assay.bytes.Bytes.EMPTY);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        known(red, reds.token());
    }

    @Test
    void forgetsAnIssuerThatWasTakenAwayAtOnce() {
        known(red, reds.token());
        rows.delete(redId, "idp", there -> true, change());
        refused(red, reds.token());
    }

    @Test
    @Tag("TE-07")
    void believesNobodyOfASuspendedTenant() {
        known(red, reds.token());
        new Transacted.Store().change(redId,
                now -> new TenantRecord(now.id(), now.name(), now.managed(), TenantState.SUSPENDED, now.settings(),
                        now.version(), now.dates()),
                change());
        refused(red, reds.token());
    }

    @Test
    void goesOnBelievingItsOwnTokensFirst() {
        String token = builtIn.issue(key, new Client(new ClientId(Optional.of(red), "robot"), Set.of(Role.AUDITOR),
                new Client.Secrets(SecretHash.of("unused"), Optional.empty()),
                new Client.Standing(false, Optional.empty())), TestIssuer.NOW);
        assertEquals(red + ".robot", known(red, token).subject());
        // Whose object it may see is the gate's to say; of which tenant it is, nobody else's.
        assertEquals(Optional.of(red), known(blue, token).tenant());
        String forged = reds.signed(reds.header(), reds.claims().replace(reds.url(), BASE + "/oauth2"));
        refused(red, forged);
    }

    private Caller known(String tenant, String token) {
        return assertInstanceOf(Identification.Known.class,
                identities.identify(Optional.of(tenant), token, TestIssuer.NOW)).caller();
    }

    private void refused(String tenant, String token) {
        assertThrows(TokenRefusedException.class,
                () -> identities.identify(Optional.of(tenant), token, TestIssuer.NOW));
    }

    private void store(UUID tenant, TrustedIssuer issuer) {
        rows.put(tenant, there -> Optional.of(issuer), change());
    }

    private static TenantChange change() {
        return new TenantChange(TenantChange.Operation.CHANGE, "root", BASE, "trace", TestIssuer.NOW);
    }

    private Caller own(String token) {
        return builtIn.verify(token, TestIssuer.NOW, kid -> Optional.of(key).filter(one -> one.kid().equals(kid)))
                .caller();
    }

    private static AccessTokenKey key() {
        var pair = AccessTokenKey.newPair();
        return new AccessTokenKey("own", pair.getPublic(), pair.getPrivate());
    }
}
