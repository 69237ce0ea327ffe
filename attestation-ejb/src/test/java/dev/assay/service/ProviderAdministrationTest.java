package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.bytes.Bytes;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.persistence.PolicyCertificateRows.Change;
import dev.assay.persistence.TransactedCertificates;
import dev.assay.pki.CertificateOperation;
import dev.assay.pki.SignerCertificates;
import dev.assay.service.TenantAnswer.Kind;
import dev.assay.tenant.CertificateChange;
import dev.assay.tenant.PolicyChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On the real database; the clock is the test's. */
class ProviderAdministrationTest {
    private static final String BASE = "https://attest.example.org";
    private static final TenantCall PLATFORM = call(Optional.empty(), Role.PLATFORM_ADMINISTRATOR);

    private final Transacted.Store store = new Transacted.Store();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-24T12:00:00Z"));
    private final StoredTenants directory = new StoredTenants(BASE, List.of(),
            new StoredTenants.Stores(new Transacted.Rows(), store));
    private final TenantDesk desk = new TenantDesk(BASE, directory, clock::instant);
    private final TenantAdministration tenants = new TenantAdministration(directory, store, desk,
            new TenantLife(Duration.ofDays(30), id -> {}),
            new SecondPerson(new Transacted.Proposals(), Duration.ofDays(7), clock::instant));
    private final ProviderAdministration providers = new ProviderAdministration(new Transacted.Providers(), store,
            tenants, desk);
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final ProviderPath path = at("Group", "Prov" + mark);

    @Test
    void makesATenantAndShowsItInTheMakersSpelling() {
        ProviderView made = made(providers.put(path, wish(Map.of("Team", "blue")), PLATFORM));
        assertEquals(path, made.path());
        assertEquals(Map.of("Team", "blue"), made.tags());
        assertEquals(new ProviderView.Facts("AAD", "Ready", BASE + "/t/prov" + mark, true), made.facts());
        ProviderPath folded = new ProviderPath(path.subscription().toUpperCase(), "gROUP", "pROV" + mark);
        assertEquals(made, shown(providers.get(folded, PLATFORM)));
    }

    @Test
    void bringsAProviderThatIsThereToWhatIsWished() {
        providers.put(path, wish(Map.of("a", "1")), PLATFORM);
        ProviderWish other = new ProviderWish("LOCAL", new TreeMap<>(Map.of("b", "2")), List.of(), Optional.of(false));
        ProviderView renewed = shown(providers.put(path, other, PLATFORM));
        assertEquals(Map.of("b", "2"), renewed.tags());
        assertEquals(false, renewed.facts().tpmAuthenticated());
        assertEquals(renewed, shown(providers.get(path, PLATFORM)));
        ProviderWish moved = new ProviderWish("elsewhere", new TreeMap<>(), List.of(), Optional.empty());
        assertEquals(Kind.CONFLICT, refused(providers.put(path, moved, PLATFORM)).kind());
    }

    @Test
    void answersTheRequestThatMadeItTheSameAfterItsCertificatesChanged() {
        Bytes one = SignerCertificates.authority("CN=one");
        Bytes two = SignerCertificates.authority("CN=two");
        ProviderWish first = isolated(one);
        providers.put(path, first, PLATFORM);
        change(CertificateOperation.ADD, two, one);
        assertEquals("Isolated", shown(providers.put(path, isolated(one, two), PLATFORM)).facts().trustModel());
        change(CertificateOperation.REMOVE, one, two);
        for (ProviderWish good : List.of(first, isolated(two)))
            assertEquals("Isolated", shown(providers.put(path, good, PLATFORM)).facts().trustModel());
        assertEquals(Kind.CONFLICT, refused(providers.put(path, isolated(one, two), PLATFORM)).kind());
        change(CertificateOperation.ADD, one, two);
        change(CertificateOperation.REMOVE, two, one);
        assertEquals("Isolated", shown(providers.put(path, first, PLATFORM)).facts().trustModel());
        assertEquals(Kind.CONFLICT, refused(providers.put(path, isolated(two), PLATFORM)).kind());
    }

    private static ProviderWish isolated(Bytes... certificates) {
        return new ProviderWish("local", new TreeMap<>(), List.of(certificates), Optional.empty());
    }

    private void change(CertificateOperation operation, Bytes der, Bytes signer) {
        assertEquals(Change.MADE, new TransactedCertificates().change(store.idOf("prov" + mark).orElseThrow(),
                new CertificateChange(operation, der, signer.sha256(), der.sha256(), false),
                new PolicyChange("alice", "issuer", "trace", Optional.empty(), clock.instant())));
    }

    @Test
    void keepsAnIsolatedProvidersCertificatesForItsLife() {
        Bytes one = SignerCertificates.authority("CN=one");
        ProviderWish isolated = new ProviderWish("local", new TreeMap<>(), List.of(one), Optional.empty());
        assertEquals("Isolated", made(providers.put(path, isolated, PLATFORM)).facts().trustModel());
        assertEquals("Isolated", shown(providers.put(path, isolated, PLATFORM)).facts().trustModel());
        assertEquals("Isolated", shown(providers.put(path, wish(Map.of()), PLATFORM)).facts().trustModel());
        ProviderWish other = new ProviderWish("local", new TreeMap<>(),
                List.of(SignerCertificates.authority("CN=two")), Optional.empty());
        assertEquals(Kind.CONFLICT, refused(providers.put(path, other, PLATFORM)).kind());
        ProviderPath aad = at("Group", "aad" + mark);
        providers.put(aad, wish(Map.of()), PLATFORM);
        assertEquals(Kind.CONFLICT, refused(providers.put(aad, isolated, PLATFORM)).kind());
    }

    @Test
    void givesANameOnceInTheInstallation() {
        providers.put(path, wish(Map.of()), PLATFORM);
        assertEquals(Kind.CONFLICT,
                refused(providers.put(at("Other", "PROV" + mark), wish(Map.of()), PLATFORM)).kind());
        tenants.create(new TenantWish("ten-" + mark, TenantPatch.NONE), PLATFORM);
        assertEquals(Kind.CONFLICT,
                refused(providers.put(at("Group", "ten-" + mark), wish(Map.of()), PLATFORM)).kind());
        assertEquals(Kind.NOT_FOUND, refused(providers.get(at("Group", "ten-" + mark), PLATFORM)).kind());
    }

    @Test
    void changesTagsAndTpmAuthenticationAlone() {
        tenantWithSgxAuthenticated();
        ProviderView off = shown(
                providers.change(path, new ProviderPatch(Optional.empty(), Optional.of(false)), PLATFORM));
        assertEquals(false, off.facts().tpmAuthenticated());
        assertEquals(Map.of("a", "1"), off.tags());
        assertEquals(List.of("SgxEnclave"), authenticated());
        ProviderView tagged = shown(
                providers.change(path, new ProviderPatch(Optional.of(new TreeMap<>()), Optional.empty()), PLATFORM));
        assertEquals(Map.of(), tagged.tags());
        assertEquals(false, tagged.facts().tpmAuthenticated());
    }

    private void tenantWithSgxAuthenticated() {
        providers.put(path, wish(Map.of("a", "1")), PLATFORM);
        tenants.change("prov" + mark, TenantPatch.NONE.withGuard(
                new GuardPatch(Optional.of(List.of("SgxEnclave", "Tpm")), Optional.empty())), PLATFORM);
    }

    private List<String> authenticated() {
        return ((TenantAnswer.Shown) tenants.get("prov" + mark, PLATFORM)).tenant().choices().guard()
                .authenticatedTypes();
    }

    @Test
    @Tag("TE-07")
    void deletesSoftlyAndShowsNothingAfterwards() {
        providers.put(path, wish(Map.of()), PLATFORM);
        tenants.suspend("prov" + mark, PLATFORM);
        assertEquals("NotReady", shown(providers.get(path, PLATFORM)).facts().status());
        assertEquals(new ProviderAnswer.Deleted(true), providers.delete(path, PLATFORM));
        assertEquals(new ProviderAnswer.Deleted(false), providers.delete(path, PLATFORM));
        assertEquals(Kind.NOT_FOUND, refused(providers.get(path, PLATFORM)).kind());
        assertEquals(List.of(), names(providers.list(new ProviderPath(subscription(), "", ""), PLATFORM)));
        assertEquals(Kind.CONFLICT, refused(providers.put(path, wish(Map.of()), PLATFORM)).kind());
        tenants.resume("prov" + mark, PLATFORM);
        assertEquals("Ready", shown(providers.get(path, PLATFORM)).facts().status());
    }

    @Test
    void listsBySubscriptionAndByGroup() {
        for (ProviderPath one : List.of(at("Red", "B" + mark), at("Blue", "a" + mark), at("Red", "c" + mark)))
            providers.put(one, wish(Map.of()), PLATFORM);
        ProviderPath all = new ProviderPath(subscription().toUpperCase(), "", "");
        assertEquals(List.of("a" + mark, "B" + mark, "c" + mark), names(providers.list(all, PLATFORM)));
        assertEquals(List.of("B" + mark, "c" + mark),
                names(providers.list(new ProviderPath(subscription(), "RED", ""), PLATFORM)));
        assertEquals(List.of("c" + mark),
                names(providers.list(new ProviderPath(subscription(), "", "b" + mark), PLATFORM)));
        assertEquals(List.of(), names(providers.list(new ProviderPath("another-" + mark, "", ""), PLATFORM)));
    }

    @ParameterizedTest
    @Tag("AU-05")
    @EnumSource(Role.class)
    void answersPlatformAdministratorsAlone(Role role) {
        providers.put(path, wish(Map.of()), PLATFORM);
        TenantCall own = call(Optional.of("prov" + mark), role);
        List<Function<TenantCall, ProviderAnswer>> acts = List.of(who -> providers.get(path, who),
                who -> providers.put(path, wish(Map.of()), who), who -> providers.delete(path, who),
                who -> providers.list(path, who), who -> providers.shared("local", who),
                who -> providers.change(path, new ProviderPatch(Optional.empty(), Optional.of(true)), who));
        acts.forEach(act -> assertEquals(Kind.FORBIDDEN, refused(act.apply(own)).kind()));
    }

    private String subscription() {
        return "sub-" + mark;
    }

    private ProviderPath at(String group, String name) {
        return new ProviderPath(subscription(), group, name);
    }

    private static ProviderWish wish(Map<String, String> tags) {
        return new ProviderWish("local", new TreeMap<>(tags), List.of(), Optional.empty());
    }

    private static TenantCall call(Optional<String> tenant, Role role) {
        return new TenantCall(new Caller(tenant, "root", BASE, Set.of(role)), OptionalInt.empty(), "trace");
    }

    private static List<String> names(ProviderAnswer answer) {
        return assertInstanceOf(ProviderAnswer.Listed.class, answer).providers().stream()
                .map(provider -> provider.path().name()).toList();
    }

    private static ProviderView made(ProviderAnswer answer) {
        return assertInstanceOf(ProviderAnswer.Made.class, answer).provider();
    }

    private static ProviderView shown(ProviderAnswer answer) {
        return assertInstanceOf(ProviderAnswer.Shown.class, answer).provider();
    }

    private static ProviderAnswer.Refused refused(ProviderAnswer answer) {
        return assertInstanceOf(ProviderAnswer.Refused.class, answer);
    }
}
