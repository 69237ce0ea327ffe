package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.identity.Caller;
import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
import dev.assay.identity.Role;
import dev.assay.persistence.TestDatabase;
import dev.assay.persistence.TransactedClientStore;
import dev.assay.persistence.TransactedClients;
import dev.assay.service.TenantAnswer.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On the real database; the clock is the test's. */
@Tag("AU-02")
class ClientAdministrationTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final TransactedClientStore store = new TransactedClientStore();
    private final TransactedClients rows = new TransactedClients();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-24T12:00:00Z"));
    private final List<ClientId> changed = new ArrayList<>();
    private final ClientAdministration clients = new ClientAdministration(store, clock::instant, changed::add);
    private final String red = "red-" + UUID.randomUUID().toString().substring(0, 8);
    private final Optional<String> tenant = Optional.of(red);
    private final ClientId robot = new ClientId(tenant, "robot");

    @BeforeEach
    void provision() {
        new Transacted.Rows().provision(red);
    }

    @Test
    void makesAClientWithASecretOf256BitsThatIsNotStored() throws SQLException {
        ClientAnswer.Made made = make("robot", "tenant-administrator", "auditor");
        assertEquals(43, made.secret().length());
        assertFalse(made.toString().contains(made.secret()));
        assertEquals(red + ".robot", made.client().clientId());
        assertEquals(List.of("auditor", "tenant-administrator"), made.client().roles());
        assertEquals("enabled", made.client().state());
        assertTrue(admits(made.secret()));
        assertEquals("0", TestDatabase.asSuperuserOne("SELECT count(*) FROM assay.api_client c, assay.client_event e"
                + " WHERE c::text || e::text LIKE '%" + made.secret() + "%'"));
    }

    @Test
    void refusesANameThatIsTakenAndNeverShowsTheSecretAgain() {
        String secret = make("robot", "auditor").secret();
        assertEquals("client-exists", refused(clients.create(tenant, wish("robot", "auditor"), admin())).code());
        assertFalse(clients.get(robot, admin()).toString().contains(secret));
        assertTrue(admits(secret));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Robot", "a.b", "a/b", "a b", "12345678901234567890123456789012345678901"})
    void refusesANameNoClientHas(String name) {
        assertEquals("name-not-possible", refused(clients.create(tenant, wish(name, "auditor"), admin())).code());
    }

    @Test
    void refusesRolesThatAreNotATenants() {
        for (List<String> words : List.of(List.<String>of(), List.of("god"), List.of("platform-administrator"),
                List.of("auditor", "platform-administrator"), List.of("AUDITOR"))) {
            ClientAnswer made = clients.create(tenant, new ClientWish("robot", words, Optional.empty()), admin());
            assertEquals("role-not-possible", refused(made).code(), words.toString());
        }
        make("robot", "auditor");
        assertEquals("role-not-possible", refused(change(roles("platform-administrator"))).code());
        assertEquals("role-not-possible", refused(clients.create(Optional.empty(), wish("root", "auditor"),
                platform())).code());
    }

    @Test
    @Tag("AU-05")
    void givesEveryTenantRole() {
        for (Role role : Role.values())
            if (role != Role.PLATFORM_ADMINISTRATOR)
                assertEquals(List.of(role.word()), make("robot-" + role.ordinal(), role.word()).client().roles());
    }

    @Test
    void refusesAnExpiryThatHasPassedAndHeedsOneThatPasses() {
        assertEquals("expiry-not-possible", refused(clients.create(tenant,
                new ClientWish("robot", List.of("auditor"), Optional.of(clock.instant())), admin())).code());
        String secret = made(clients.create(tenant, new ClientWish("robot", List.of("auditor"),
                Optional.of(clock.instant().plus(DAY))), admin())).secret();
        assertTrue(admits(secret));
        clock.move(DAY);
        assertFalse(admits(secret));
        assertEquals("expired", shown(clients.get(robot, admin())).state());
        assertEquals("enabled", shown(change(expires(Optional.empty()))).state());
        assertTrue(admits(secret));
    }

    @Test
    void rotatesWithAnOverlapAfterWhichTheOldSecretCountsNoMore() {
        String old = make("robot", "auditor").secret();
        UUID epoch = epoch();
        ClientAnswer.Rotated rotated = rotated(Duration.ofHours(1));
        Instant end = clock.instant().plus(Duration.ofHours(1));
        assertEquals(Optional.of(end), rotated.client().dates().previousSecret());
        assertFalse(rotated.toString().contains(rotated.secret()));
        assertEquals(epoch, epoch());
        clock.move(Duration.ofHours(1).minusMillis(1));
        assertTrue(admits(old) && admits(rotated.secret()));
        clock.move(Duration.ofMillis(1));
        assertFalse(admits(old));
        assertTrue(admits(rotated.secret()));
        assertEquals(Optional.empty(), shown(clients.get(robot, admin())).dates().previousSecret());
    }

    @Test
    void endsSecretAndTokensAtOnceWithoutAnOverlap() {
        String old = make("robot", "auditor").secret();
        UUID epoch = epoch();
        ClientAnswer.Rotated rotated = rotated(Duration.ZERO);
        assertFalse(admits(old));
        assertTrue(admits(rotated.secret()));
        assertNotEquals(epoch, epoch());
        assertEquals(List.of(robot), changed);
    }

    @Test
    void refusesAnOverlapBeyondAWeek() {
        make("robot", "auditor");
        assertInstanceOf(ClientAnswer.Rotated.class, clients.rotate(robot, Duration.ofDays(7), admin()));
        for (Duration overlap : List.of(Duration.ofDays(7).plusSeconds(1), Duration.ofSeconds(-1)))
            assertEquals("overlap-not-possible", refused(clients.rotate(robot, overlap, admin())).code());
    }

    @Test
    @Tag("AU-05")
    void endsTokensWhereRolesChangeOrTheClientIsDisabledAndNotElse() {
        String secret = make("robot", "auditor").secret();
        UUID first = epoch();
        change(roles("auditor"));
        change(expires(Optional.of(clock.instant().plus(DAY))));
        assertEquals(first, epoch());
        change(roles("auditor", "key-administrator"));
        UUID second = epoch();
        assertNotEquals(first, second);
        assertEquals("disabled", shown(change(disabled(true))).state());
        UUID third = epoch();
        assertNotEquals(second, third);
        assertFalse(admits(secret));
        change(disabled(false));
        assertEquals(third, epoch());
        assertTrue(admits(secret));
    }

    @Test
    void refusesActsMadeFromAnOldVersion() {
        make("robot", "auditor");
        change(roles("key-administrator"));
        TenantCall old = new TenantCall(admin().caller(), OptionalInt.of(1), "trace");
        assertEquals(Kind.STALE, refused(clients.change(robot, roles("auditor"), old)).kind());
        assertEquals(Kind.STALE, refused(clients.rotate(robot, DAY, old)).kind());
        assertEquals(Kind.STALE, refused(clients.delete(robot, old)).kind());
        assertEquals(2, shown(clients.get(robot, admin())).version());
        assertEquals(2, shown(change(roles("key-administrator"))).version());
    }

    @Test
    @Tag("TE-06")
    void holdsATenantToItsRoom() throws SQLException {
        make("robot", "auditor");
        TestDatabase.asSuperuser("""
                INSERT INTO assay.api_client (tenant_id, client_name, roles, current_salt, current_hash, current_rounds)
                SELECT tenant_id, 'more-' || n, roles, current_salt, current_hash, current_rounds
                FROM assay.api_client JOIN assay.tenant USING (tenant_id), generate_series(2, %d) n
                WHERE name = '%s' AND client_name = 'robot'""".formatted(ClientAdministration.ROOM, red));
        assertEquals("too-many-clients", refused(clients.create(tenant, wish("one-more", "auditor"), admin())).code());
        assertInstanceOf(ClientAnswer.Gone.class, clients.delete(robot, admin()));
        make("one-more", "auditor");
    }

    @Test
    void deletesAndLetsTheNameBeUsedAgain() {
        String secret = make("robot", "auditor").secret();
        assertInstanceOf(ClientAnswer.Gone.class, clients.delete(robot, admin()));
        assertEquals("client-not-found", refused(clients.delete(robot, admin())).code());
        assertEquals("client-not-found", refused(clients.get(robot, admin())).code());
        make("robot", "auditor");
        assertFalse(admits(secret));
    }

    @Test
    void walksTheListPageByPage() {
        for (int i = 0; i < 3; i++)
            make("robot-" + i, "auditor");
        ClientAnswer.Listed first = assertInstanceOf(ClientAnswer.Listed.class, clients.list(tenant, "", 2, admin()));
        assertEquals(List.of("robot-0", "robot-1"), first.clients().stream().map(ClientView::name).toList());
        assertEquals(Optional.of("robot-1"), first.next());
        ClientAnswer.Listed rest = assertInstanceOf(ClientAnswer.Listed.class,
                clients.list(tenant, "robot-1", 2, admin()));
        assertEquals(List.of("robot-2"), rest.clients().stream().map(ClientView::name).toList());
        assertEquals(Optional.empty(), rest.next());
    }

    @ParameterizedTest
    @Tag("AU-05")
    @EnumSource(Role.class)
    void letsTheTenantsAdministratorInAndNoOtherRoleOfIt(Role role) {
        make("robot", "auditor");
        TenantCall call = call(tenant, role);
        for (ClientAnswer answer : answers(robot, call)) {
            if (role == Role.TENANT_ADMINISTRATOR)
                assertFalse(answer instanceof ClientAnswer.Refused, answer.toString());
            else
                assertEquals(Kind.FORBIDDEN, refused(answer).kind());
        }
        for (ClientAnswer answer : answers(new ClientId(Optional.empty(), "platform-admin"), call))
            assertEquals(Kind.FORBIDDEN, refused(answer).kind());
    }

    @ParameterizedTest
    @Tag("TE-04")
    @EnumSource(Role.class)
    void hidesATenantFromAnother(Role role) {
        make("robot", "auditor");
        TenantCall stranger = call(Optional.of("other"), role);
        for (String either : List.of(red, "nobody-at-all"))
            for (ClientAnswer answer : answers(new ClientId(Optional.of(either), "robot"), stranger))
                assertEquals("tenant-not-found", refused(answer).code());
        for (ClientAnswer answer : answers(new ClientId(Optional.of("nobody-at-all"), "robot"), platform()))
            assertEquals("tenant-not-found", refused(answer).code());
    }

    @Test
    void keepsTheLastPlatformAdministrator() throws SQLException {
        TestDatabase.asSuperuser("DELETE FROM assay.platform_client");
        ClientId first = new ClientId(Optional.empty(), "platform-admin");
        ClientId second = new ClientId(Optional.empty(), "second");
        clients.create(Optional.empty(), wish("platform-admin"), platform());
        for (ClientAnswer answer : List.of(clients.delete(first, platform()),
                clients.change(first, disabled(true), platform()),
                clients.change(first, expires(Optional.of(clock.instant().plus(DAY))), platform())))
            assertEquals("last-platform-administrator", refused(answer).code());
        assertInstanceOf(ClientAnswer.Rotated.class, clients.rotate(first, Duration.ZERO, platform()));
        made(clients.create(Optional.empty(), wish("second", "platform-administrator"), platform()));
        assertEquals("disabled", shown(clients.change(first, disabled(true), platform())).state());
        assertEquals("last-platform-administrator", refused(clients.delete(second, platform())).code());
        assertEquals("enabled", shown(clients.change(first, disabled(false), platform())).state());
        assertInstanceOf(ClientAnswer.Gone.class, clients.delete(second, platform()));
        assertEquals("last-platform-administrator", refused(clients.delete(first, platform())).code());
    }

    private List<ClientAnswer> answers(ClientId id, TenantCall call) {
        return List.of(clients.create(id.tenant(), wish("fresh", "auditor"), call),
                clients.list(id.tenant(), "", 10, call), clients.get(id, call),
                clients.change(id, disabled(true), call), clients.rotate(id, DAY, call), clients.delete(id, call));
    }

    private boolean admits(String secret) {
        return Client.admits(rows.read(robot), secret, clock.instant());
    }

    private UUID epoch() {
        return rows.standing(robot).orElseThrow().epoch();
    }

    private ClientAnswer.Made make(String name, String... roles) {
        return made(clients.create(tenant, wish(name, roles), admin()));
    }

    private ClientAnswer change(ClientPatch patch) {
        return clients.change(robot, patch, admin());
    }

    private ClientAnswer.Rotated rotated(Duration overlap) {
        return assertInstanceOf(ClientAnswer.Rotated.class, clients.rotate(robot, overlap, admin()));
    }

    private static ClientWish wish(String name, String... roles) {
        return new ClientWish(name, List.of(roles), Optional.empty());
    }

    private static ClientPatch roles(String... words) {
        return new ClientPatch(Optional.of(List.of(words)), Optional.empty(), Optional.empty());
    }

    private static ClientPatch expires(Optional<Instant> end) {
        return new ClientPatch(Optional.empty(), Optional.of(end), Optional.empty());
    }

    private static ClientPatch disabled(boolean disabled) {
        return new ClientPatch(Optional.empty(), Optional.empty(), Optional.of(disabled));
    }

    private TenantCall admin() {
        return call(tenant, Role.TENANT_ADMINISTRATOR);
    }

    private static TenantCall platform() {
        return call(Optional.empty(), Role.PLATFORM_ADMINISTRATOR);
    }

    private static TenantCall call(Optional<String> tenant, Role role) {
        return new TenantCall(new Caller(tenant, "alice", "issuer", Set.of(role)), OptionalInt.empty(), "trace");
    }

    private static ClientAnswer.Made made(ClientAnswer answer) {
        return assertInstanceOf(ClientAnswer.Made.class, answer);
    }

    private static ClientView shown(ClientAnswer answer) {
        return assertInstanceOf(ClientAnswer.Shown.class, answer).client();
    }

    private static ClientAnswer.Refused refused(ClientAnswer answer) {
        return assertInstanceOf(ClientAnswer.Refused.class, answer);
    }
}
