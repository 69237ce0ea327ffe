package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.AttestationType;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.json.StrictJson;
import dev.assay.persistence.TransactedCertificates;
import dev.assay.persistence.TransactedPolicies;
import dev.assay.pki.PolicyCertificate;
import dev.assay.signing.KeyMaker;
import dev.assay.signing.KeyOwner;
import dev.assay.signing.KeyRing;
import dev.assay.signing.KeyTerms;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.signing.PublishedKey;
import dev.assay.signing.SigningKey;
import dev.assay.pki.CertificateOperation;
import dev.assay.tenant.NewTenant;
import dev.assay.tenant.TenantChange;
import dev.assay.tenant.TenantSettings;
import dev.assay.tenant.TrustModel;
import dev.assay.token.PolicySigner;
import dev.assay.token.SignedPolicies;
import dev.assay.token.SignedPolicies.Form;
import dev.assay.token.SignedPolicies.Signer;
import dev.assay.token.TokenIssuer;
import jakarta.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** On the real database, with keys and clock of the test's. */
class PolicyCertificateDeskTest {
    private static final AttestationType SGX = AttestationType.SGX_ENCLAVE;
    private static final Instant AT = SignedPolicies.AT;
    private static final String BASE = "https://attest.example.org";
    private static final SigningKey KEY = new KeyMaker().make(BASE, AT);
    private static final String TEXT = "version= 1.0;authorizationrules{=> permit();};issuancerules{};";
    private static final CertificateOperation ADD = CertificateOperation.ADD;
    private static final CertificateOperation REMOVE = CertificateOperation.REMOVE;
    private static Signer first;
    private static Signer second;
    private static Signer stranger;

    private final TestClock clock = new TestClock(AT);
    private final Transacted.Store store = new Transacted.Store();
    private final StoredTenants directory = new StoredTenants(BASE, List.of(),
            new StoredTenants.Stores(new Transacted.Rows(), store));
    private final TransactedCertificates rows = new TransactedCertificates();
    private boolean keysAtHand = true;
    private final PolicyDesk policies = new PolicyDesk(directory::inForce,
            new TransactedPolicies(),
            new PolicyRules((tenant, type) -> false,
                    id -> rows.read(id).stream().map(PolicySigner::listed).toList(), clock::instant),
            new AnswerSigner(new TenantKeys(new Ring(), tenant -> KeyTerms.USUAL), new TokenIssuer(), clock::instant),
            (change, call) -> new ProposalAnswer.NotNeeded());
    private final PolicyCertificateDesk desk = new PolicyCertificateDesk(policies, rows);

    private final class Ring implements KeyRing {
        @Override
        public SigningKey active(KeyOwner owner, Instant expiry) {
            if (!keysAtHand)
                throw new KeyUnavailableException("out");
            return KEY;
        }

        @Override
        public List<PublishedKey> published(KeyOwner owner) {
            return List.of(KEY.published());
        }
    }

    @BeforeAll
    static void makeKeys() throws GeneralSecurityException {
        first = SignedPolicies.root("EC", "first");
        second = SignedPolicies.root("RSA", "second");
        stranger = SignedPolicies.root("EC", "stranger");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void addsAndRemovesAsEverySdkAsks(Form form) throws GeneralSecurityException {
        String name = isolated(first);
        for (int again = 0; again < 2; again++)
            changed("IsPresent", second, change(name, ADD, request(form, first, second)));
        assertEquals(List.of(first.certificate(), second.certificate()), listed(name));
        for (int again = 0; again < 2; again++)
            changed("IsAbsent", first, change(name, REMOVE, request(form, second, first)));
        assertEquals(List.of(second.certificate()), listed(name));
    }

    @Test
    void answersTheOldestPreviewWithTheListAfterwards() {
        String name = isolated(first);
        JsonObject claims = claims(desk.change(writer(name), ADD, request(Form.JAVA, first, second), true));
        assertEquals(2, claims.getJsonObject("aas-policyCertificates").getJsonArray("keys").size());
    }

    @Test
    @Tag("PO-09")
    void refusesAStrangersRequestAndOneThatOnlyChainsToAListedOne() throws GeneralSecurityException {
        String name = isolated(first);
        Signer deputy = SignedPolicies.issued(first, "deputy", 0, AT.minus(Duration.ofDays(1)));
        for (Signer signer : List.of(stranger, deputy, second))
            assertTrue(untrusted(() -> change(name, ADD, request(Form.JAVA, signer, second))).contains("not one of"));
        assertTrue(untrusted(() -> change(name, REMOVE, request(Form.JAVA, stranger, first))).contains("not one of"));
        assertThrows(MalformedException.class, () -> change(name, ADD, "eyJhbGciOiJub25lIn0."
                + Bytes.utf8(Form.JAVA.certificatePayload(second.certificate())).toBase64Url() + "."));
        assertEquals(List.of(first.certificate()), listed(name));
    }

    @Test
    @Tag("PO-09")
    void refusesToRemoveTheLastOne() {
        String name = isolated(first);
        assertTrue(operation(() -> change(name, REMOVE, request(Form.JAVA, first, first))).contains("last"));
        assertEquals(List.of(first.certificate()), listed(name));
    }

    @Test
    @Tag("PO-09")
    void refusesTheRequestThatAddedACertificateOnceItIsRemoved() {
        String name = isolated(first);
        String dated = SignedPolicies.jws(Form.JAVA, first,
                Form.JAVA.certificatePayload(second.certificate()).replaceFirst("\\{", "{\"iat\":1,"));
        change(name, ADD, dated);
        change(name, ADD, dated);
        assertTrue(operation(() -> change(name, REMOVE, dated)).contains("replay"));
        change(name, REMOVE, request(Form.JAVA, first, second));
        assertTrue(operation(() -> change(name, ADD, dated)).contains("replay"));
        assertEquals(List.of(first.certificate()), listed(name));
    }

    @Test
    void refusesTenantsWhoseTrustModelIsAad() {
        String name = tenant(TrustModel.AAD, List.of());
        for (CertificateOperation operation : CertificateOperation.values())
            assertTrue(operation(() -> change(name, operation, request(Form.JAVA, first, second))).contains("AAD"));
        assertEquals(List.of(), rows.read(store.idOf(name).orElseThrow()));
    }

    @Test
    void addsNoCertificateThatMaySignNoPolicyAndRemovesOneThatMayNotAnyMore() throws GeneralSecurityException {
        String name = isolated(first);
        Signer late = SignedPolicies.issued(first, "late", -1, AT.plus(Duration.ofDays(1)));
        Signer early = SignedPolicies.issued(first, "early", -1, AT.minus(Duration.ofDays(2)));
        String said = assertThrows(MalformedException.class,
                () -> change(name, ADD, request(Form.JAVA, first, late))).getMessage();
        assertTrue(said.contains("is not valid at this time"), said);
        change(name, ADD, request(Form.JAVA, first, early));
        clock.move(Duration.ofDays(40));
        changed("IsPresent", early, change(name, ADD, request(Form.JAVA, first, early)));
        changed("IsAbsent", early, change(name, REMOVE, request(Form.JAVA, first, early)));
    }

    @Test
    void leavesAPolicyInForceWhoseSignerIsRemoved() {
        String name = isolated(first, second);
        String policy = SignedPolicies.jws(Form.JAVA, second, SignedPolicies.payload(TEXT));
        policies.put(writer(name), Bytes.utf8(policy));
        change(name, REMOVE, request(Form.JAVA, first, second));
        assertEquals(policy, policies.current(writer(name)));
        String next = SignedPolicies.jws(Form.JAVA, second, SignedPolicies.payload(TEXT + " "));
        assertTrue(untrusted(() -> policies.put(writer(name), Bytes.utf8(next))).contains("does not chain"));
        assertEquals(1, directory.snapshot(name, SGX).orElseThrow().policyVersion());
    }

    @ParameterizedTest
    @Tag("AU-05")
    @EnumSource(value = Role.class, mode = Mode.EXCLUDE, names = "ATTESTATION_CONTRIBUTOR")
    void refusesWhoeverHasNotTheRole(Role role) {
        String name = isolated(first);
        for (CertificateOperation operation : CertificateOperation.values())
            assertInstanceOf(PolicyAnswer.Unauthorized.class, refused(() -> desk.change(call(name, name, role),
                    operation, request(Form.JAVA, first, second), false)));
    }

    @Test
    @Tag("TE-04")
    void refusesAnotherTenantsContributor() {
        String name = isolated(first);
        String other = isolated(first);
        assertInstanceOf(PolicyAnswer.Unauthorized.class,
                refused(() -> desk.change(call(name, other, Role.ATTESTATION_CONTRIBUTOR), ADD,
                        request(Form.JAVA, first, second), false)));
    }

    @Test
    @Tag("KM-02")
    void changesNothingWhereTheKeyCannotBeHad() {
        String name = isolated(first);
        keysAtHand = false;
        assertInstanceOf(PolicyAnswer.Unavailable.class,
                refused(() -> change(name, ADD, request(Form.JAVA, first, second))));
        assertEquals(List.of(first.certificate()), listed(name));
    }

    private PolicyAnswer change(String name, CertificateOperation operation, String document) {
        return desk.change(writer(name), operation, document, false);
    }

    private static String request(Form form, Signer signer, Signer named) {
        return SignedPolicies.jws(form, signer, form.certificatePayload(named.certificate()));
    }

    private List<X509Certificate> listed(String name) {
        return rows.read(store.idOf(name).orElseThrow()).stream().map(PolicySigner::listed).toList();
    }

    private static void changed(String result, Signer named, PolicyAnswer answer) throws GeneralSecurityException {
        JsonObject claims = claims(answer);
        assertEquals(result, claims.getString("x-ms-policycertificates-result"));
        assertEquals(HexFormat.of().withUpperCase().formatHex(MessageDigest.getInstance("SHA-1")
                .digest(named.certificate().getEncoded())), claims.getString("x-ms-certificate-thumbprint"));
    }

    private static PolicyCall writer(String name) {
        return call(name, name, Role.ATTESTATION_CONTRIBUTOR);
    }

    private static PolicyCall call(String tenant, String whose, Role role) {
        return PolicyCall.ofAnyType(tenant, new Caller(Optional.of(whose), "alice", "issuer", Set.of(role)), "trace");
    }

    private static PolicyAnswer refused(Runnable work) {
        return assertThrows(PolicyRefusal.class, work::run).answer();
    }

    private static String operation(Runnable work) {
        return refusedAs("InvalidOperation", work);
    }

    private static String untrusted(Runnable work) {
        return refusedAs("InvalidParameter", work);
    }

    private static String refusedAs(String code, Runnable work) {
        PolicyAnswer.BadRequest refused = assertInstanceOf(PolicyAnswer.BadRequest.class, refused(work));
        assertEquals(code, refused.code());
        return refused.detail();
    }

    private static JsonObject claims(PolicyAnswer answer) {
        String token = assertInstanceOf(PolicyAnswer.Signed.class, answer).token();
        return StrictJson.object("token", Base64Url.decode("payload", token.split("\\.")[1]));
    }

    private String isolated(Signer... signers) {
        return tenant(TrustModel.ISOLATED, List.of(signers));
    }

    /** Made a second before, so that what is added later is listed later. */
    private String tenant(TrustModel trust, List<Signer> signers) {
        String name = "cer-" + UUID.randomUUID().toString().substring(0, 8);
        TenantSettings usual = TenantSettings.USUAL;
        store.create(
                new NewTenant(name,
                        new TenantSettings(trust, usual.baseline(), usual.anchorSet(), usual.authenticated(),
                                usual.token(), usual.quotas(), false, usual.keepEvidenceDays()),
                        signers.stream().map(signer -> new PolicyCertificate(der(signer))).toList(), Optional.empty(),
                        Bytes.utf8(name).sha256()),
                new TenantChange(TenantChange.Operation.CREATE, "alice", "issuer", "trace",
                        AT.minus(Duration.ofSeconds(1))));
        return name;
    }

    private static Bytes der(Signer signer) {
        try {
            return Bytes.copyOf(signer.certificate().getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
