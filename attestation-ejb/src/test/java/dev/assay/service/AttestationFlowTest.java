package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.appraisal.Appraiser;
import dev.assay.appraisal.Schemes;
import dev.assay.audit.AuditRecord;
import dev.assay.audit.AuditTrail;
import dev.assay.audit.AuditUnavailableException;
import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.collateral.CollateralSet;
import dev.assay.collateral.CollateralSource;
import dev.assay.dcap.CollateralReader;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.evidence.Verdict;
import dev.assay.json.StrictJson;
import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.PolicyEngine;
import dev.assay.signing.KeyMaker;
import dev.assay.signing.KeyOwner;
import dev.assay.signing.KeyRing;
import dev.assay.signing.KeyTerms;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.signing.PublishedKey;
import dev.assay.signing.SigningKey;
import dev.assay.tenant.AuthenticatedTypes;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantDirectory;
import dev.assay.tenant.TenantSettings;
import dev.assay.tenant.TenantSnapshot;
import dev.assay.tenant.TokenSettings;
import dev.assay.tenant.UnreadablePolicyException;
import dev.assay.token.TokenIssuer;
import jakarta.ejb.EJBException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The order of the flow's steps and what each failure becomes, with real evidence and ports made by hand. */
class AttestationFlowTest {
    static final Tenant TENANT = new Tenant(new UUID(0, 7), "demo", "https://attest.example.org/t/demo",
            Emulated.ANCHORS, Baseline.STRICT);
    static final SigningKey KEY = new KeyMaker().make(TENANT.issuer(), Emulated.AT);
    static final CollateralSource ALL = (anchors, keys) -> new CollateralSet(
            keys.stream().collect(Collectors.toMap(Function.identity(), Emulated::document)), Map.of());

    private final List<AuditRecord> audited = new ArrayList<>();
    private final TestClock clock = new TestClock(Emulated.AT);
    private final ClockGuard guard = new ClockGuard(clock, () -> 0L);
    private AuditTrail trail = audited::add;
    private CollateralSource collateral = ALL;
    private VerificationPool pool = new VerificationPool(1, 0, Duration.ZERO);
    private FakeKeys keys = new FakeKeys(KEY);

    @Test
    @Tag("AD-01")
    void issuesATokenThatItsRecordDescribes() {
        JsonObject payload = payload(issued(attest()));
        AuditRecord record = audited.getFirst();
        assertEquals(1, audited.size());
        assertEquals(payload.getString("jti"), record.token().orElseThrow().jti());
        assertEquals(KEY.kid(), record.token().orElseThrow().kid());
        assertEquals(Reason.PERMITTED, record.ruling().reason());
        assertEquals(Emulated.AT, record.run().at());
        assertEquals(4, record.basis().collateral().size());
        assertEquals(Emulated.request().evidence().sha256(), record.call().evidenceSha256());
    }

    @Test
    @Tag("JW-06")
    void putsIssuerPolicyAndAnchorsIntoTheToken() {
        JsonObject payload = payload(issued(attest()));
        assertEquals(TENANT.issuer(), payload.getString("iss"));
        assertEquals("demo", payload.getString("assay-nonvendor-anchor"));
        assertEquals("bROrN897ZfWmWY2V0FLUlu3uwk5xatGnKYHn3zBbSlw", payload.getString("x-ms-policy-hash"));
        assertEquals(Emulated.AT.getEpochSecond() + 28_800, payload.getJsonNumber("exp").longValueExact());
    }

    @Test
    @Tag("JW-06")
    void shortensTokensToTheTenantsLifetimeAndNeverLengthensThem() {
        assertEquals(300, lifetime(Baseline.STRICT, Duration.ofMinutes(5)));
        assertEquals(300, lifetime(Baseline.AZURE, Duration.ofMinutes(5)));
        assertEquals(28_800, lifetime(Baseline.STRICT, Duration.ofDays(3)));
        assertEquals(28_800, lifetime(Baseline.AZURE, Duration.ofDays(3)));
    }

    @Test
    void putsTheTenantsAudienceIntoTheToken() {
        assertEquals("https://rp.example", payload(Baseline.STRICT,
                TenantSettings.USUAL.token().withAudience(Optional.of("https://rp.example"))).getString("aud"));
        assertFalse(payload(Baseline.STRICT, TenantSettings.USUAL.token()).containsKey("aud"));
    }

    private long lifetime(Baseline baseline, Duration own) {
        JsonObject payload = payload(baseline, TenantSettings.USUAL.token().withLifetime(Optional.of(own)));
        return payload.getJsonNumber("exp").longValueExact() - payload.getJsonNumber("iat").longValueExact();
    }

    private JsonObject payload(Baseline baseline, TokenSettings token) {
        TenantSettings usual = TenantSettings.USUAL;
        Tenant tenant = new Tenant(TENANT.id(), TENANT.name(), TENANT.issuer(), TENANT.anchors(), baseline,
                new TenantSettings(usual.trustModel(), baseline.name(), "demo", usual.authenticated(),
                        token, usual.quotas(), false, usual.keepEvidenceDays()));
        return payload(issued(flow(directory(() -> Optional.of(new TenantSnapshot(tenant, 0,
                DefaultPolicies.servedFor("SgxEnclave").orElseThrow())))).attest(call(Optional.empty()))));
    }

    @Test
    @Tag("AD-02")
    void recordsThePayloadThatIsReleased() {
        String token = issued(attest());
        Bytes text = Base64Url.decode("payload", token.split("\\.")[1]);
        assertEquals(text.sha256(), audited.getFirst().token().orElseThrow().payloadSha256());
    }

    @Test
    @Tag("AD-08")
    void releasesNothingWhereTheRecordIsNotCommitted() {
        trail = record -> {
            throw new AuditUnavailableException("down", null);
        };
        assertEquals(Reason.STORE_UNAVAILABLE, unavailable(attest()).reason());
    }

    @Test
    @Tag("AD-02")
    void addsARecordWhereSigningFails() {
        SigningKey other = new KeyMaker().make(TENANT.issuer(), Emulated.AT);
        keys = new FakeKeys(new SigningKey(KEY.published(), other.privateKey()));
        assertEquals(Reason.SIGNING_UNAVAILABLE, unavailable(attest()).reason());
        assertEquals(List.of(AuditRecord.Operation.ATTEST, AuditRecord.Operation.SIGN_FAILED),
                audited.stream().map(record -> record.call().operation()).toList());
        assertEquals(audited.get(0).token(), audited.get(1).token());
    }

    @Test
    @Tag("DO-10")
    void neverTurnsAMissingKeyIntoAVerdict() {
        keys = new FakeKeys(null);
        assertEquals(Reason.SIGNING_UNAVAILABLE, unavailable(attest()).reason());
        assertEquals(Verdict.UNAVAILABLE, audited.getFirst().ruling().reason().verdict());
    }

    @Test
    @Tag("DO-10")
    void neverTurnsADatabaseThatIsDownIntoAVerdict() {
        Outcome outcome = flow(directory(() -> {
            throw new EJBException("down");
        })).attest(call(Optional.empty()));
        assertEquals(Reason.STORE_UNAVAILABLE, unavailable(outcome).reason());
        assertTrue(audited.isEmpty());
    }

    @Test
    @Tag("DO-10")
    void neverTurnsAPolicyItCannotReadIntoAVerdictAndRecordsTheCall() {
        Bytes hash = Bytes.utf8("text").sha256();
        Outcome outcome = flow(directory(() -> {
            throw new UnreadablePolicyException(TENANT, 7, hash);
        })).attest(call(Optional.empty()));
        assertEquals(Reason.POLICY_UNREADABLE, unavailable(outcome).reason());
        AuditRecord record = audited.getFirst();
        assertEquals(Reason.POLICY_UNREADABLE, record.ruling().reason());
        assertEquals(503, record.ruling().httpStatus());
        assertEquals(7, record.basis().policyVersion());
        assertEquals(hash, record.basis().policyHash());
        assertEquals(Optional.empty(), record.token());
        trail = lost -> {
            throw new AuditUnavailableException("down", null);
        };
        assertEquals(Reason.STORE_UNAVAILABLE, unavailable(flow(directory(() -> {
            throw new UnreadablePolicyException(TENANT, 7, hash);
        })).attest(call(Optional.empty()))).reason());
    }

    @Test
    @Tag("AD-07")
    void recordsARejection() {
        AppraisalRequest broken = AppraisalRequest.of(AttestationType.SGX_ENCLAVE,
                Emulated.request().evidence().slice(0, 1000));
        Outcome outcome = flow()
                .attest(new AttestCall("demo", broken, Optional.empty(), "::1", "trace", Credential.NONE));
        assertEquals(Verdict.REJECT, assertInstanceOf(Outcome.Refused.class, outcome).reason().verdict());
        assertEquals(400, audited.getFirst().ruling().httpStatus());
        assertEquals(Optional.empty(), audited.getFirst().token());
    }

    /** What needs no signature on the command line is never taken from the wire, by whatever way it comes in. */
    @Test
    @Tag("TP-21")
    void takesNoEvidenceAboutATpmThatAnswersNoChallenge() {
        AppraisalRequest loose = AppraisalRequest.of(AttestationType.TPM, Bytes.utf8("{\"challenge\":\"AA\"}"));
        TenantSettings usual = TenantSettings.USUAL;
        Tenant open = new Tenant(TENANT.id(), TENANT.name(), TENANT.issuer(), TENANT.anchors(), Baseline.STRICT,
                new TenantSettings(usual.trustModel(), "strict", "demo", AuthenticatedTypes.NONE, usual.token(),
                        usual.quotas(), false, usual.keepEvidenceDays()));
        Outcome outcome = flow(directory(() -> Optional.of(new TenantSnapshot(open, 0,
                DefaultPolicies.servedFor("SgxEnclave").orElseThrow()))))
                .attest(new AttestCall("demo", loose, Optional.empty(), "::1", "trace", Credential.NONE));
        assertEquals(Reason.SERVICE_CONTEXT_INVALID, assertInstanceOf(Outcome.Refused.class, outcome).reason());
        assertEquals(Reason.SERVICE_CONTEXT_INVALID, audited.getFirst().ruling().reason());
    }

    @Test
    @Tag("AD-07")
    void recordsTheStatusThatIsAnswered() {
        flow().attest(call(Optional.empty()), (tenant, at) -> {
            throw new Refusal(Reason.DEVICE_CONFLICT, "another key is known");
        }, Optional.empty());
        assertEquals(409, audited.getFirst().ruling().httpStatus());
    }

    @Test
    void fetchesNothingForEvidenceThatIsRefusedAtOnce() {
        collateral = (anchors, wanted) -> {
            throw new AssertionError("fetched " + wanted);
        };
        AppraisalRequest broken = AppraisalRequest.of(AttestationType.SGX_ENCLAVE, Bytes.hex("00"));
        assertInstanceOf(Outcome.Refused.class,
                flow().attest(new AttestCall("demo", broken, Optional.empty(), "::1", "trace", Credential.NONE)));
    }

    @Test
    @Tag("DO-10")
    void answersUnavailableWhereCollateralIsMissing() {
        collateral = (anchors, wanted) -> new CollateralSet(Map.of(),
                wanted.stream().collect(Collectors.toMap(Function.identity(), key -> "its source is out of reach")));
        Outcome.Unavailable outcome = unavailable(attest());
        assertEquals(Verdict.UNAVAILABLE, outcome.reason().verdict());
        assertEquals(503, audited.getFirst().ruling().httpStatus());
    }

    @Test
    @Tag("DO-06")
    void holdsNoPlaceWhileCollateralIsFetched() {
        collateral = (anchors, wanted) -> {
            assertEquals(Optional.of(1), pool.run("other", () -> 1));
            return ALL.find(anchors, wanted);
        };
        issued(attest());
    }

    @Test
    @Tag("DO-06")
    void answersOverloadedWhereThereIsNoPlace() {
        pool = new VerificationPool(0, 0, Duration.ZERO);
        Outcome.Unavailable outcome = unavailable(attest());
        assertEquals(Reason.OVERLOADED, outcome.reason());
        assertEquals(Duration.ofSeconds(1), outcome.retryAfter());
        assertEquals(List.of(), audited, "nothing was looked at");
    }

    @Test
    @Tag("DO-06")
    void readsTheDatabaseOnlyInItsTurn() {
        pool = new VerificationPool(0, 0, Duration.ZERO);
        assertEquals(Reason.OVERLOADED, unavailable(flow(directory(() -> {
            throw new AssertionError("read without a turn");
        })).attest(call(Optional.empty()))).reason());
    }

    @Test
    @Tag("DO-06")
    void holdsNoPlaceWhileAFirstKeyIsMade() {
        keys.asked = () -> assertEquals(Optional.of(1), pool.run("other", () -> 1));
        issued(attest());
    }

    @Test
    @Tag("TE-06")
    void recordsAndSignsInItsTurn() {
        List<Boolean> taken = new ArrayList<>();
        trail = record -> taken.add(pool.run("other", () -> 1).isEmpty());
        issued(attest());
        assertEquals(List.of(true), taken);
    }

    @Test
    @Tag("TE-06")
    void givesAllNamesThatAreNotKnownOneTurnTogether() {
        Surroundings here = new Surroundings("node-1", guard, pool, pool, "demo"::equals);
        assertEquals("demo", here.queue("demo"));
        assertEquals(here.queue("made-up-1"), here.queue("made-up-2"));
    }

    @Test
    @Tag("CO-09")
    void signsNothingOnceTheClockStepsBack() {
        clock.move(Duration.ofSeconds(-6));
        assertEquals(Reason.CLOCK_UNSOUND, unavailable(attest()).reason());
        assertEquals(Optional.empty(), audited.getFirst().token());
    }

    @Test
    @Tag("AU-05")
    void looksAtNoEvidenceOfACallerWhoMayNotAndHoldsNoTurnWhileItAsksWhoThatIs() {
        pool = new VerificationPool(1, 0, Duration.ZERO);
        List<Boolean> taken = new ArrayList<>();
        AttestCall stranger = new AttestCall("demo", Emulated.request(), draft("not even a policy"), "::1", "trace",
                new Credential(true, () -> {
                    taken.add(pool.run("another", () -> true).orElse(false));
                    return new Identification.Refused();
                }));
        assertInstanceOf(Outcome.Unauthorized.class, flow().attest(stranger));
        assertEquals(List.of(true), taken);
        assertTrue(audited.isEmpty());
    }

    @Test
    void knowsNoOtherTenant() {
        assertInstanceOf(Outcome.NoSuchTenant.class, flow(directory(Optional::empty)).attest(call(Optional.empty())));
        assertTrue(audited.isEmpty());
    }

    @Test
    void leavesADraftsTokenUnsecuredAndItsRecordMarkedWithoutTouchingTheKey() {
        String text = "version=1.0; authorizationrules{ => permit(); }; issuancerules{ };";
        String token = issued(attest(draft(text)));
        assertTrue(token.endsWith("."));
        assertEquals(0, keys.handedOut);
        assertEquals(AuditRecord.Operation.ATTEST_DRAFT, audited.getFirst().call().operation());
        assertEquals(-1, audited.getFirst().basis().policyVersion());
        assertEquals("jJ2zhVE-UR_TQwSRXSb3OAXFvq82BX99yvfCfKZMxp4", payload(token).getString("x-ms-policy-hash"));
    }

    @Test
    void namesWhoSignedThePolicyInATokenButNotInADrafts() {
        JsonObject signer = Json.createObjectBuilder().add("kty", "EC").build();
        AttestationFlow flow = flow(directory(() -> Optional.of(new TenantSnapshot(TENANT, 1,
                DefaultPolicies.servedFor("SgxEnclave").orElseThrow(), Optional.of(signer)))));
        assertEquals(signer, payload(issued(flow.attest(call(Optional.empty())))).get("x-ms-policy-signer"));
        String text = "version=1.0; authorizationrules{ => permit(); }; issuancerules{ };";
        assertFalse(payload(issued(flow.attest(call(draft(text))))).containsKey("x-ms-policy-signer"));
        assertFalse(payload(issued(attest())).containsKey("x-ms-policy-signer"));
    }

    @Test
    void recordsADraftsDenial() {
        Outcome outcome = attest(draft("version=1.0; authorizationrules{ => deny(); }; issuancerules{ };"));
        assertEquals(Reason.POLICY_DENIED, assertInstanceOf(Outcome.Refused.class, outcome).reason());
        assertEquals(AuditRecord.Operation.ATTEST_DRAFT, audited.getFirst().call().operation());
    }

    @Test
    void listsEveryProblemOfADraft() {
        Outcome outcome = attest(draft("version=1.0; authorizationrules{ => permit() }; issuancerules{ => nope(); };"));
        Outcome.BadRequest refused = assertInstanceOf(Outcome.BadRequest.class, outcome);
        assertEquals("PolicyParsingError", refused.code());
        assertTrue(refused.detail().contains("line 1"));
        assertTrue(audited.isEmpty());
    }

    @Test
    void refusesADraftThatIsNoDocument() {
        Outcome.BadRequest refused = assertInstanceOf(Outcome.BadRequest.class,
                attest(Optional.of("authorizationrules{ => permit(); };")));
        assertEquals("InvalidOperation", refused.code());
        assertFalse(refused.detail().contains("authorizationrules"));
    }

    private Outcome attest() {
        return attest(Optional.empty());
    }

    private Outcome attest(Optional<String> draft) {
        return flow().attest(call(draft));
    }

    static AttestCall call(Optional<String> draft) {
        return new AttestCall("demo", Emulated.request(), draft, "127.0.0.1", "0af7651916cd43dd8448eb211c80319c",
                Credential.NONE);
    }

    private AttestationFlow flow() {
        return flow(directory(() -> Optional.of(new TenantSnapshot(TENANT, 0,
                DefaultPolicies.servedFor("SgxEnclave").orElseThrow()))));
    }

    private AttestationFlow flow(TenantDirectory directory) {
        Ports ports = new Ports(directory, collateral, new TenantKeys(keys, tenant -> KeyTerms.USUAL), trail);
        Surroundings surroundings = new Surroundings("node-1", guard, pool, pool, "demo"::equals);
        Appraiser appraiser = new Appraiser(Schemes.all(new CollateralReader()), new PolicyEngine());
        return new AttestationFlow(ports, appraiser, new Closing(ports, new TokenIssuer(), surroundings, nothing -> {}),
                surroundings);
    }

    static Optional<String> draft(String text) {
        String payload = "{\"AttestationPolicy\":\"" + Bytes.utf8(text).toBase64Url() + "\"}";
        return Optional.of("eyJhbGciOiJub25lIn0." + Bytes.utf8(payload).toBase64Url() + ".");
    }

    private static String issued(Outcome outcome) {
        return assertInstanceOf(Outcome.Issued.class, outcome, outcome::toString).token();
    }

    private static Outcome.Unavailable unavailable(Outcome outcome) {
        return assertInstanceOf(Outcome.Unavailable.class, outcome, outcome::toString);
    }

    private static JsonObject payload(String token) {
        return StrictJson.object("payload", Base64Url.decode("payload", token.split("\\.")[1]));
    }

    static TenantDirectory directory(Supplier<Optional<TenantSnapshot>> snapshot) {
        return new TenantDirectory() {
            @Override
            public List<Tenant> all() {
                return List.of(TENANT);
            }

            @Override
            public Optional<Tenant> find(String name) {
                return Optional.of(TENANT);
            }

            @Override
            public Optional<TenantSnapshot> snapshot(String name, AttestationType type) {
                return snapshot.get();
            }
        };
    }

    /** A ring of one key, or of one that cannot be had. */
    static final class FakeKeys implements KeyRing {
        private final SigningKey key;
        private int handedOut;
        private Runnable asked = () -> {};

        FakeKeys(SigningKey key) {
            this.key = key;
        }

        @Override
        public SigningKey active(KeyOwner owner, Instant expiry) {
            handedOut++;
            if (key == null)
                throw new KeyUnavailableException("does not decrypt");
            return key;
        }

        @Override
        public List<PublishedKey> published(KeyOwner owner) {
            asked.run();
            return List.of(KEY.published());
        }
    }
}
