package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.evidence.AttestationType;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.persistence.TestDatabase;
import dev.assay.service.KeyAnswer.Kind;
import dev.assay.service.KeyAnswer.Refused;
import dev.assay.signing.KeyState;
import dev.assay.signing.OperatorAuthority;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantDirectory;
import dev.assay.tenant.TenantSnapshot;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On the real database; the clock is the test's. */
class KeyAdministrationTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final Set<Role> READERS = Set.of(Role.KEY_ADMINISTRATOR, Role.AUDITOR, Role.TENANT_ADMINISTRATOR);

    private final TestClock clock = new TestClock(START);
    private final KeyNode node = new KeyNode(clock);
    private final UUID blue = TestDatabase.tenant("blue");
    private final KeyAdministration keys = new KeyAdministration(node.desk, node.rows, directory(), clock::instant,
            (change, call) -> new ProposalAnswer.NotNeeded());
    private final String first = first();

    private String first() {
        node.desk.keeper().first(KeyNode.owner(blue));
        return node.kid(blue, KeyState.ACTIVE);
    }

    @Test
    void listsKeysWithTheirDatesAndCertificates() {
        node.desk.ring().active(KeyNode.owner(blue), START.plus(Duration.ofHours(8)));
        KeyView key = shown(keys.list("blue", by(Role.AUDITOR))).getFirst();
        assertEquals(List.of(first, "ES256", "active", "software"),
                List.of(key.kid(), key.algorithm(), key.state(), key.custody()));
        assertEquals(new KeyView.Dates(START, Optional.of(START), Optional.empty(),
                Optional.of(START.plus(Duration.ofHours(10)))), key.dates());
        assertEquals(new KeyView.Certificate("CN=https://attest.example.org/t/blue",
                "CN=https://attest.example.org/t/blue", START.minus(Duration.ofMinutes(5)),
                START.plus(Duration.ofDays(730)), false), key.certificate());
    }

    @Test
    @Tag("KM-03")
    void replacesTheSigningKeyAtOnceAndKeepsTheOldForVerification() {
        clock.move(Duration.ofMinutes(1));
        List<KeyView> after = shown(keys.rotate("blue", false, administrator()));
        assertEquals(List.of("active", "verify-only"), after.stream().map(KeyView::state).toList());
        assertEquals(first, after.getLast().kid());
        assertEquals(Optional.of(clock.instant()), after.getLast().dates().retired());
    }

    @Test
    @Tag("KM-03")
    void leavesOneKeyWhereTheOthersAreRevokedEvenThoseThatSignedBefore() throws SQLException {
        keys.rotate("blue", false, administrator());
        clock.move(Duration.ofDays(1));
        node.desk.keeper().tend(KeyNode.owner(blue));
        assertEquals(1, shown(keys.rotate("blue", true, administrator())).size());
        assertEquals("0", TestDatabase.asSuperuserOne("""
                SELECT coalesce(sum(octet_length(wrapped_key)), 0)::text FROM assay.signing_key
                WHERE tenant_id = '%s' AND state <> 'active'""".formatted(blue)));
    }

    @Test
    @Tag("AD-01")
    void recordsEachChangeWithWhoWhenAndWhichCall() throws Exception {
        keys.rotate("blue", false, administrator());
        String second = node.kid(blue, KeyState.ACTIVE);
        keys.rotate("blue", true, administrator());
        String third = node.kid(blue, KeyState.ACTIVE);
        String pem = requested(keys.request("blue", third, administrator()));
        keys.install("blue", third, chain(pem), administrator());
        assertEquals(List.of("activate " + first + " node-under-test assay ", by("publish", second),
                by("retire", first), by("activate", second), by("publish", third), by("retire", second),
                by("activate", third)), events().subList(0, 7));
        assertEquals(Set.of(by("revoke", first), by("revoke", second)), Set.copyOf(events().subList(7, 9)));
        assertEquals(List.of(by("request", third), by("certify", third)), events().subList(9, 11));
        assertEquals(11, events().size());
        assertEquals("1", TestDatabase.asSuperuserOne("""
                SELECT count(DISTINCT recorded_at)::text FROM assay.key_event
                WHERE tenant_id = '%s' AND recorded_at = '%s'""".formatted(blue, START)));
    }

    private static String by(String operation, String kid) {
        return operation + " " + kid + " alice issuer trace";
    }

    private List<String> events() throws SQLException {
        return List.of(TestDatabase.asSuperuserOne("""
                SELECT string_agg(operation || ' ' || kid || ' ' || subject || ' ' || issuer || ' ' || trace_id,
                    E'\\n' ORDER BY event_no)
                FROM assay.key_event WHERE tenant_id = '%s'""".formatted(blue)).split("\n"));
    }

    @Test
    void publishesTheChainAnOperatorsAuthorityIssued() throws Exception {
        String pem = requested(keys.request("blue", first, administrator()));
        KeyView certified = shown(keys.install("blue", first, chain(pem), administrator())).getFirst();
        assertTrue(certified.certificate().byOperator());
        assertEquals("CN=Issuing", certified.certificate().issuer());
        assertEquals(2, node.desk.ring().published(KeyNode.owner(blue)).getFirst().chain().size());
    }

    /** A relying party follows the chain: it ends with the first of its certificates that ends. */
    @Test
    @Tag("KM-03")
    void replacesAKeyBeforeTheFirstCertificateOfItsChainEnds() throws Exception {
        String pem = requested(keys.request("blue", first, administrator()));
        OperatorAuthority brief = new OperatorAuthority(START);
        X509Certificate issued = brief.answer(pem);
        assertTrue(issued.getNotAfter().after(brief.middle.getNotAfter()));
        shown(keys.install("blue", first, OperatorAuthority.pem(issued, brief.middle).asUtf8(), administrator()));
        assertEquals(brief.middle.getNotAfter().toInstant(),
                node.keys(blue).getFirst().times().notAfter());
    }

    @Test
    void refusesAChainThatIsAnothersAndChangesNothing() throws Exception {
        keys.rotate("blue", false, administrator());
        String second = node.kid(blue, KeyState.ACTIVE);
        String pem = requested(keys.request("blue", second, administrator()));
        node.desk.keeper().replace(KeyNode.owner(blue), true, KeyNode.act(clock));
        String third = node.kid(blue, KeyState.ACTIVE);
        Refused refused = refused(keys.install("blue", third, chain(pem), administrator()));
        assertEquals("chain-refused", refused.code());
        assertTrue(refused.detail().contains("another key"), refused.detail());
        assertFalse(shown(keys.list("blue", administrator())).getFirst().certificate().byOperator());
    }

    @Test
    void knowsKeysByTheExactLettersOfTheirIds() {
        String other = first.equals(first.toLowerCase()) ? first.toUpperCase() : first.toLowerCase();
        assertEquals("key-not-found", refused(keys.request("blue", other, administrator())).code());
        keys.rotate("blue", false, administrator());
        assertEquals("key-not-found", refused(keys.request("blue", first, administrator())).code());
    }

    @ParameterizedTest
    @Tag("AU-05")
    @EnumSource(Role.class)
    void showsKeysToThoseWhoMayAndLetsOneRoleChangeThem(Role role) {
        KeyAnswer list = keys.list("blue", by(role));
        if (READERS.contains(role))
            assertEquals(1, shown(list).size());
        else
            assertEquals(Kind.FORBIDDEN, refused(list).kind());
        if (role != Role.KEY_ADMINISTRATOR)
            acts(by(role)).forEach(answer -> assertEquals(Kind.FORBIDDEN, refused(answer).kind()));
        assertEquals(first, node.kid(blue, KeyState.ACTIVE));
    }

    @Test
    @Tag("AU-05")
    void letsThePlatformsAdministratorReadAndNoMore() {
        KeyCall platform = new KeyCall(new Caller(Optional.empty(), "root", "issuer",
                Set.of(Role.PLATFORM_ADMINISTRATOR)), "trace");
        assertEquals(1, shown(keys.list("blue", platform)).size());
        acts(platform).forEach(answer -> assertEquals(Kind.FORBIDDEN, refused(answer).kind()));
        assertEquals("tenant-not-found", refused(keys.list("nobody", platform)).code());
    }

    @ParameterizedTest
    @Tag("TE-04")
    @EnumSource(Role.class)
    void hidesKeysFromAnotherTenant(Role role) {
        KeyCall stranger = new KeyCall(new Caller(Optional.of("red"), "eve", "issuer", Set.of(role)), "trace");
        assertEquals("tenant-not-found", refused(keys.list("blue", stranger)).code());
        acts(stranger).forEach(answer -> assertEquals("tenant-not-found", refused(answer).code()));
    }

    private List<KeyAnswer> acts(KeyCall call) {
        List<Function<KeyCall, KeyAnswer>> acts = List.of(who -> keys.rotate("blue", true, who),
                who -> keys.request("blue", first, who), who -> keys.install("blue", first, "", who));
        return acts.stream().map(act -> act.apply(call)).toList();
    }

    private static KeyCall administrator() {
        return by(Role.KEY_ADMINISTRATOR);
    }

    private static KeyCall by(Role role) {
        return new KeyCall(new Caller(Optional.of("blue"), "alice", "issuer", Set.of(role)), "trace");
    }

    private static String chain(String request) throws Exception {
        OperatorAuthority authority = new OperatorAuthority(START);
        return OperatorAuthority.pem(authority.answer(request), authority.middle).asUtf8();
    }

    private static List<KeyView> shown(KeyAnswer answer) {
        return assertInstanceOf(KeyAnswer.Shown.class, answer).keys();
    }

    private static String requested(KeyAnswer answer) {
        return assertInstanceOf(KeyAnswer.Requested.class, answer).pem();
    }

    private static Refused refused(KeyAnswer answer) {
        return assertInstanceOf(Refused.class, answer);
    }

    private TenantDirectory directory() {
        return new TenantDirectory() {
            @Override
            public List<Tenant> all() {
                return List.of();
            }

            @Override
            public Optional<Tenant> find(String name) {
                return Optional.of(KeyNode.tenant(blue, "blue")).filter(tenant -> tenant.name().equals(name));
            }

            @Override
            public Optional<TenantSnapshot> snapshot(String name, AttestationType type) {
                return Optional.empty();
            }
        };
    }
}
