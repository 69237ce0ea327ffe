package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.approval.Person;
import dev.assay.approval.ProposedChange;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.AttestationType;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.persistence.TransactedPolicies;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyParsingException;
import dev.assay.service.ManagedPolicyAnswer.Kind;
import dev.assay.service.ManagedPolicyAnswer.Refused;
import dev.assay.service.ManagedPolicyAnswer.Shown;
import dev.assay.service.PolicyView.Source;
import dev.assay.tenant.NewTenant;
import dev.assay.tenant.Quotas;
import dev.assay.tenant.TenantChange;
import dev.assay.tenant.TenantSettings;
import dev.assay.tenant.TrustModel;
import dev.assay.token.PolicyDocument;
import dev.assay.token.SignedPolicies;
import dev.assay.token.SignedPolicies.Form;
import dev.assay.token.SignedPolicies.Signer;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
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

/** On the real database, with certificates and clock of the test's. */
class PolicyAdministrationTest {
    private static final AttestationType SGX = AttestationType.SGX_ENCLAVE;
    private static final Instant AT = SignedPolicies.AT;
    private static final String BASE = "https://attest.example.org";
    private static final String DEFAULT_HASH = "bROrN897ZfWmWY2V0FLUlu3uwk5xatGnKYHn3zBbSlw";
    private static final String ONE = "// mine\nversion= 1.0;authorizationrules{=> permit();};issuancerules{};\n";
    private static final String TWO = "version= 1.0;authorizationrules{=> deny();};issuancerules{};";

    private final Transacted.Store store = new Transacted.Store();
    private final Transacted.Rows tenantRows = new Transacted.Rows();
    private final StoredTenants directory = new StoredTenants(BASE, List.of(),
            new StoredTenants.Stores(tenantRows, store));
    private final List<X509Certificate> listed = new ArrayList<>();
    private final List<String> configured = new ArrayList<>();
    private final List<ProposedChange> proposed = new ArrayList<>();
    private final PolicyAdministration policies = new PolicyAdministration(directory::find,
            new PolicyChanges(new TransactedPolicies(),
                    new PolicyRules((tenant, type) -> configured.contains(tenant), id -> listed, () -> AT),
                    this::propose));

    private ProposalAnswer propose(ProposedChange change, ProposalCall call) {
        proposed.add(change);
        return new TenantAnswer.Refused(TenantAnswer.Kind.CONFLICT, "too-many-proposals", "Noted by the test.");
    }

    @Test
    void showsTheDefaultUntilATextIsSet() {
        String name = tenant(TrustModel.AAD);
        PolicyView shipped = shown(policies.get(reader(name)));
        assertEquals(Source.DEFAULT, shipped.source());
        assertEquals(0, shipped.changes());
        assertEquals(0, shipped.version().number());
        assertEquals(DEFAULT_HASH, shipped.version().hash().toBase64Url());
        assertEquals(Optional.empty(), shipped.last());
        PolicyView set = shown(put(name, ONE, "why"));
        assertEquals(set, shown(policies.get(reader(name))));
        assertEquals(Source.STORED, set.source());
        assertEquals(1, set.changes());
        assertEquals(new PolicyView.Content(ONE, PolicyDocument.unsecured(ONE)), set.version().content().orElseThrow());
        assertEquals(Policy.parse(ONE).hash(), set.version().hash());
        assertEquals(Bytes.utf8(PolicyDocument.unsecured(ONE)).sha256(), set.version().documentHash());
        assertEquals(new Person("issuer", "paula"), set.version().stored().orElseThrow().by());
        assertEquals(Optional.of("why"), set.version().stored().orElseThrow().note());
        assertEquals(AT, set.last().orElseThrow().at());
    }

    @Test
    void listsEveryTypesPolicy() {
        String name = tenant(TrustModel.AAD);
        put(name, ONE, "why");
        List<PolicyView> all = assertInstanceOf(ManagedPolicyAnswer.Listed.class,
                policies.list(name, caller(name, Role.AUDITOR))).policies();
        assertEquals(List.of(AttestationType.values()), all.stream().map(PolicyView::type).toList());
        assertEquals(List.of(1, 0), all.stream().limit(2).map(view -> view.version().number()).toList());
    }

    @Test
    void keepsASignedDocumentAsSentAndNamesItsSigner() throws Exception {
        String name = tenant(TrustModel.AAD);
        Signer author = SignedPolicies.root("EC", "author");
        String jws = SignedPolicies.jws(Form.JAVA, author, SignedPolicies.payload(ONE));
        PolicyView.Version version = shown(put(name, jws, "signed")).version();
        assertEquals(new PolicyView.Content(ONE, jws), version.content().orElseThrow());
        assertEquals("CN=author", version.signer().orElseThrow().certificate().orElseThrow().subject());
        assertEquals(Bytes.copyOf(author.certificate().getEncoded()).sha256(), version.signer().get().sha256());
    }

    @Test
    void changesNothingForTheSameTextAgainWhateverTheCallerHasSeen() {
        String name = tenant(TrustModel.AAD);
        PolicyView first = shown(put(name, ONE, "why"));
        assertEquals(first, shown(put(name, ONE, "again")));
        assertEquals(first, shown(policies.put(change(name, OptionalInt.of(0), Optional.empty()), Bytes.utf8(ONE))));
    }

    @Test
    void refusesAChangeMadeFromAnotherState() {
        String name = tenant(TrustModel.AAD);
        put(name, ONE, "one");
        for (int seen : List.of(0, 2, -1)) {
            refused(Kind.STALE, "changed-meanwhile",
                    policies.put(change(name, OptionalInt.of(seen), Optional.empty()), Bytes.utf8(TWO)));
            refused(Kind.STALE, "changed-meanwhile",
                    policies.activate(change(name, OptionalInt.of(seen), Optional.empty()), 0));
        }
        assertEquals(2, shown(policies.put(change(name, OptionalInt.of(1), Optional.empty()), Bytes.utf8(TWO)))
                .changes());
    }

    @Test
    void rollsBackToAnOldVersionAndToTheDefaultWithoutMakingOne() {
        String name = tenant(TrustModel.AAD);
        put(name, ONE, "one");
        put(name, TWO, "two");
        PolicyView back = shown(activate(name, 1));
        assertEquals(1, back.version().number());
        assertEquals(3, back.changes());
        assertEquals("activate", back.last().orElseThrow().operation());
        assertEquals(Optional.of("note"), back.last().get().note());
        assertEquals(Optional.of("one"), back.version().stored().orElseThrow().note());
        assertEquals(ONE, directory.snapshot(name, SGX).orElseThrow().policy().text());
        assertEquals(back, shown(activate(name, 1)));
        assertEquals(DEFAULT_HASH, shown(activate(name, 0)).version().hash().toBase64Url());
        assertEquals(0, directory.snapshot(name, SGX).orElseThrow().policyVersion());
        assertEquals(List.of(2, 1), numbers(policies.versions(reader(name), OptionalInt.empty(), 9)));
        PolicyView.Activity zero = version(name, 0).activity().orElseThrow();
        assertEquals("reset", zero.latest().getFirst().activation().operation());
        assertEquals(2, version(name, 1).activity().orElseThrow().times());
        refused(Kind.NO_VERSION, "version-not-found", activate(name, 3));
        refused(Kind.NO_VERSION, "version-not-found", policies.version(reader(name), 3));
    }

    @Test
    void rollsBackWhereTheQuotaOfVersionsIsSpent() {
        String name = tenant(TrustModel.AAD, false, new Quotas(OptionalInt.empty(), 1 << 20, 2, 4_096,
                java.util.OptionalLong.empty()));
        put(name, ONE, "one");
        put(name, TWO, "two");
        assertThrows(dev.assay.persistence.PolicyQuotaException.class, () -> put(name, ONE + " ", "three"));
        assertEquals(1, shown(activate(name, 1)).version().number());
        refused(Kind.TOO_LARGE, "body-too-large", put(name, ONE + " ".repeat(4_096), "large"));
    }

    @Test
    void pagesTheNewestFirst() {
        String name = tenant(TrustModel.AAD);
        for (int i = 0; i < 3; i++)
            put(name, ONE + " ".repeat(i), "v" + i);
        ManagedPolicyAnswer.Versions first = assertInstanceOf(ManagedPolicyAnswer.Versions.class,
                policies.versions(reader(name), OptionalInt.empty(), 2));
        assertEquals(List.of(3, 2), numbers(first));
        assertEquals(OptionalInt.of(2), first.next());
        ManagedPolicyAnswer.Versions last = assertInstanceOf(ManagedPolicyAnswer.Versions.class,
                policies.versions(reader(name), first.next(), 2));
        assertEquals(List.of(1), numbers(last));
        assertEquals(OptionalInt.empty(), last.next());
        assertEquals(Optional.empty(), last.versions().getFirst().content());
        assertEquals(List.of(), numbers(policies.versions(reader(name), OptionalInt.of(1), 2)));
    }

    @Test
    void showsWhatConfigurationGivesAndLeavesItAlone() {
        String name = tenant(TrustModel.AAD);
        tenantRows.activate(directory.find(name).orElseThrow().id(), SGX, Policy.parse(TWO));
        configured.add(name);
        PolicyView view = shown(policies.get(reader(name)));
        assertEquals(Source.CONFIGURATION, view.source());
        assertEquals(new Person("assay", "configuration"), view.version().stored().orElseThrow().by());
        assertEquals(PolicyDocument.unsecured(TWO), view.version().content().orElseThrow().document());
        assertEquals(view.version().documentHash(), assertInstanceOf(ManagedPolicyAnswer.Versions.class,
                policies.versions(reader(name), OptionalInt.empty(), 9)).versions().getFirst().documentHash());
        refused(Kind.CONFLICT, "policy-set-by-configuration", put(name, ONE, "mine"));
        refused(Kind.CONFLICT, "policy-set-by-configuration", activate(name, 0));
    }

    @Test
    void takesInAnIsolatedTenantWhatIsSignedAndRollsBackToWhatWouldBeTakenNow() throws Exception {
        String name = tenant(TrustModel.ISOLATED);
        Signer author = SignedPolicies.root("EC", "author");
        Signer deputy = SignedPolicies.root("EC", "deputy");
        listed.add(author.certificate());
        listed.add(deputy.certificate());
        assertTrue(refused(Kind.BAD_VALUE, "policy-not-signed", put(name, ONE, "bare"))
                .contains("./assay policy sign"));
        refused(Kind.BAD_VALUE, "policy-signer-not-trusted", put(name,
                SignedPolicies.jws(Form.JAVA, SignedPolicies.root("EC", "stranger"), SignedPolicies.payload(ONE)),
                "theirs"));
        put(name, SignedPolicies.jws(Form.JAVA, author, SignedPolicies.payload(ONE)), "author's");
        put(name, SignedPolicies.jws(Form.JAVA, deputy, SignedPolicies.payload(TWO)), "deputy's");
        assertEquals(1, shown(activate(name, 1)).version().number());
        listed.remove(deputy.certificate());
        refused(Kind.BAD_VALUE, "policy-signer-not-trusted", activate(name, 2));
        refused(Kind.BAD_VALUE, "policy-not-signed", activate(name, 0));
        put(name, SignedPolicies.jws(Form.JAVA, author, SignedPolicies.payload(TWO).replace("{", "{\"jti\":\"1\",")),
                "once");
        put(name, SignedPolicies.jws(Form.JAVA, author, SignedPolicies.payload(ONE + " ")), "next");
        refused(Kind.CONFLICT, "document-counts-once", activate(name, 3));
        assertEquals(4, shown(policies.get(reader(name))).version().number());
    }

    /** In force once, a second time refused as a replay, and still there by its number where the role alone decides. */
    @Test
    @Tag("PO-09")
    void bringsADocumentThatCountsOnceBackByItsNumberWhereTheRoleAloneDecides() {
        String name = tenant(TrustModel.AAD);
        String dated = "eyJhbGciOiJub25lIn0."
                + Bytes.utf8(SignedPolicies.payload(ONE).replace("{", "{\"iat\":1,")).toBase64Url() + ".";
        put(name, dated, "dated");
        put(name, TWO, "two");
        refused(Kind.CONFLICT, "document-counts-once", put(name, dated, "replayed"));
        assertEquals(1, shown(activate(name, 1)).version().number());
    }

    @Test
    void hasBothKindsOfChangeWaitWithTheirNotesWhereFourEyesAreOn() {
        String name = tenant(TrustModel.AAD, true, Quotas.USUAL);
        tenantRows.activate(directory.find(name).orElseThrow().id(), SGX, Policy.parse(ONE));
        tenantRows.activate(directory.find(name).orElseThrow().id(), SGX, Policy.parse(TWO));
        refused(Kind.CONFLICT, "too-many-proposals", put(name, ONE + " ", "why"));
        refused(Kind.CONFLICT, "too-many-proposals", activate(name, 1));
        refused(Kind.CONFLICT, "too-many-proposals", activate(name, 0));
        assertEquals(List.of(
                new ProposedChange.PolicyUpload(SGX, PolicyDocument.unsecured(ONE + " "), Optional.of("why")),
                new ProposedChange.PolicyActivation(SGX, 1, Optional.of("note")),
                new ProposedChange.PolicyActivation(SGX, 0, Optional.of("note"))), proposed);
        assertEquals(2, shown(activate(name, 2)).version().number());
        assertEquals(3, proposed.size());
    }

    @Test
    void storesNothingThatDoesNotParse() {
        String name = tenant(TrustModel.AAD);
        PolicyParsingException unparsed = assertThrows(PolicyParsingException.class,
                () -> put(name, "/* */ nonsense;\nand more", "x"));
        assertTrue(!unparsed.problems().isEmpty());
        assertThrows(MalformedException.class, () -> put(name, "a.b.c", "x"));
        assertThrows(MalformedException.class, () -> put(name, "eyJhbGciOiJub25lIn0..", "x"));
        assertEquals(0, shown(policies.get(reader(name))).changes());
    }

    @Test
    void takesANoteOf1024OctetsAndNoOther() {
        String name = tenant(TrustModel.AAD);
        for (String wrong : List.of("", "a".repeat(1025), "é".repeat(513), "a\u0000", "a\u001b[2J", "a\r"))
            assertTrue(assertThrows(MalformedException.class, () -> put(name, ONE, wrong)).getMessage()
                    .startsWith("note: "));
        String longest = "é\n\t" + "a".repeat(1020);
        assertEquals(Optional.of(longest), shown(put(name, ONE, longest)).version().stored().orElseThrow().note());
    }

    @ParameterizedTest
    @Tag("AU-05")
    @EnumSource(Role.class)
    void letsThreeRolesReadAndOneWrite(Role role) {
        String name = tenant(TrustModel.AAD);
        Caller caller = role == Role.PLATFORM_ADMINISTRATOR
                ? new Caller(Optional.empty(), "root", "issuer", Set.of(role))
                : caller(name, role);
        PolicyCall call = new PolicyCall(name, SGX, caller, "trace");
        ManagedPolicyCall change = new ManagedPolicyCall(call, OptionalInt.empty(), Optional.empty());
        List<ManagedPolicyAnswer> reads = List.of(policies.get(call), policies.list(name, caller),
                policies.versions(call, OptionalInt.empty(), 1), policies.version(call, 0));
        List<ManagedPolicyAnswer> writes = List.of(policies.put(change, Bytes.utf8(ONE)),
                policies.activate(change, 0));
        boolean may = Set.of(Role.POLICY_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR, Role.AUDITOR).contains(role);
        reads.forEach(answer -> assertEquals(!may, answer instanceof Refused(Kind kind, String code, String detail)
                && kind == Kind.FORBIDDEN && code.equals("role-missing"), answer.toString()));
        writes.forEach(answer -> assertEquals(role != Role.POLICY_ADMINISTRATOR, answer instanceof Refused,
                answer.toString()));
    }

    @Test
    @Tag("TE-04")
    void saysNothingOfATenantToAnothersPeople() {
        String name = tenant(TrustModel.AAD);
        Caller stranger = caller("red", Role.POLICY_ADMINISTRATOR);
        PolicyCall theirs = new PolicyCall(name, SGX, stranger, "trace");
        PolicyCall nobodys = new PolicyCall("nobody-there", SGX, caller("nobody-there", Role.AUDITOR), "trace");
        ManagedPolicyCall change = new ManagedPolicyCall(theirs, OptionalInt.empty(), Optional.empty());
        ManagedPolicyAnswer none = policies.get(nobodys);
        refused(Kind.NO_TENANT, "tenant-not-found", none);
        for (Function<PolicyAdministration, ManagedPolicyAnswer> call : List
                .<Function<PolicyAdministration, ManagedPolicyAnswer>>of(it -> it.get(theirs),
                        it -> it.list(name, stranger), it -> it.versions(theirs, OptionalInt.empty(), 1),
                        it -> it.version(theirs, 0), it -> it.put(change, Bytes.utf8(ONE)),
                        it -> it.activate(change, 0)))
            assertEquals(none, call.apply(policies));
    }

    private ManagedPolicyAnswer put(String name, String body, String note) {
        return policies.put(change(name, OptionalInt.empty(), Optional.of(note)), Bytes.utf8(body));
    }

    private ManagedPolicyAnswer activate(String name, int number) {
        return policies.activate(change(name, OptionalInt.empty(), Optional.of("note")), number);
    }

    private PolicyView.Version version(String name, int number) {
        return assertInstanceOf(ManagedPolicyAnswer.OneVersion.class, policies.version(reader(name), number)).version();
    }

    private static PolicyView shown(ManagedPolicyAnswer answer) {
        return assertInstanceOf(Shown.class, answer, answer.toString()).policy();
    }

    private static String refused(Kind kind, String code, ManagedPolicyAnswer answer) {
        Refused refused = assertInstanceOf(Refused.class, answer, answer.toString());
        assertEquals(kind + " " + code, refused.kind() + " " + refused.code());
        return refused.detail();
    }

    private static List<Integer> numbers(ManagedPolicyAnswer page) {
        return assertInstanceOf(ManagedPolicyAnswer.Versions.class, page).versions().stream()
                .map(PolicyView.Version::number).toList();
    }

    private static PolicyCall reader(String name) {
        return new PolicyCall(name, SGX, caller(name, Role.TENANT_ADMINISTRATOR), "trace");
    }

    private static ManagedPolicyCall change(String name, OptionalInt expected, Optional<String> note) {
        return new ManagedPolicyCall(new PolicyCall(name, SGX, caller(name, Role.POLICY_ADMINISTRATOR), "trace"),
                expected, note);
    }

    private static Caller caller(String tenant, Role role) {
        return new Caller(Optional.of(tenant), "paula", "issuer", Set.of(role));
    }

    private String tenant(TrustModel trust) {
        return tenant(trust, false, Quotas.USUAL);
    }

    private String tenant(TrustModel trust, boolean fourEyes, Quotas quotas) {
        String name = "adm-" + UUID.randomUUID().toString().substring(0, 8);
        TenantSettings usual = TenantSettings.USUAL;
        store.create(new NewTenant(name, new TenantSettings(trust, usual.baseline(), usual.anchorSet(),
                usual.authenticated(), usual.token(), quotas, fourEyes), List.of(), Optional.empty(),
                Bytes.utf8(name).sha256()),
                new TenantChange(TenantChange.Operation.CREATE, "alice", "issuer", "trace", AT));
        return name;
    }
}
