package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.tenant.UnreadablePolicyException;
import dev.assay.audit.AuditRecord;
import dev.assay.audit.AuditTrail;
import dev.assay.audit.AuditUnavailableException;
import dev.assay.bytes.Bytes;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralKind;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.evidence.Reason;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.Policy;
import dev.assay.service.WhatIfCall.Terms;
import dev.assay.tenant.Endorsements;
import dev.assay.tenant.StoredPolicy;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantDirectory;
import dev.assay.tenant.TenantSnapshot;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a what-if tells, and that it leaves nothing behind but its record. The flow is given neither keys nor an issuer of
 * tokens nor an archive that could be written to: all it can reach is here.
 */
@Tag("PO-11")
class WhatIfFlowTest {
    private static final Tenant TENANT = new Tenant(new UUID(0, 7), "demo", "https://attest.example.org/t/demo",
            Emulated.ANCHORS, Baseline.STRICT);
    private static final Policy SERVED = DefaultPolicies.servedFor("SgxEnclave").orElseThrow();
    private static final String DENYING = "version=1.0; authorizationrules{ => permit();\n"
            + "c:[type==\"x-ms-sgx-is-debuggable\", value==false] => deny(); }; issuancerules{};";
    private static final String STRICTER = "version=1.0; authorizationrules{\n"
            + "[type==\"x-ms-sgx-product-id\", value==\"7\"] => permit(); }; issuancerules{};";

    private final List<AuditRecord> audited = new ArrayList<>();
    private final List<Optional<Instant>> heldAsked = new ArrayList<>();
    private final TestClock clock = new TestClock(Emulated.AT);
    private final ClockGuard guard = new ClockGuard(clock, () -> 0L);
    private AuditTrail trail = audited::add;
    private boolean readable = true;
    private boolean holding = true;
    private VerificationPool drafts = new VerificationPool(1, 0, Duration.ZERO);
    private Caller caller = caller("demo", Role.POLICY_ADMINISTRATOR);

    @Test
    void tellsVerdictChecksClaimsAndTrace() {
        JsonObject report = told(Terms.AS_NOW);
        assertEquals("permit", report.getString("verdict"));
        assertTrue(report.getJsonArray("checks").size() > 20);
        assertEquals("default", report.getJsonObject("policy").getString("source"));
        assertFalse(report.getJsonObject("claims").getJsonArray("incoming").isEmpty());
        assertTrue(report.getJsonObject("tokenClaims").containsKey("x-ms-sgx-mrsigner"));
        assertEquals("fired", report.getJsonObject("trace").getJsonArray("rules").getJsonObject(0)
                .getString("state"));
        assertEquals(4, report.getJsonArray("collateral").size());
        assertTrue(report.getJsonArray("collateral").getJsonObject(0).containsKey("nextUpdate"));
    }

    @Test
    void holdsNoToken() {
        JsonObject claims = told(Terms.AS_NOW).getJsonObject("tokenClaims");
        Set.of("iss", "iat", "exp", "nbf", "jti").forEach(name -> assertFalse(claims.containsKey(name), name));
        assertFalse(told(Terms.AS_NOW).toString().contains("eyJ"), "nothing looks like a token");
        audited.forEach(record -> assertEquals(Optional.empty(), record.token()));
    }

    @Test
    void namesTheComparisonADraftFailsAt() {
        JsonObject report = told(draft(STRICTER));
        assertEquals("policy-no-permit", report.getString("reason"));
        assertTrue(report.getString("detail").contains("rule 1 (line 2)"), report.getString("detail"));
        assertTrue(report.getString("hint").contains("an Integer, the policy compares a String"),
                report.getString("hint"));
        assertEquals("draft", report.getJsonObject("policy").getString("source"));
        assertTrue(report.getJsonObject("tokenClaims").isEmpty());
    }

    @Test
    void isRecordedWithItsTermsAndWithoutAToken() {
        Instant at = Emulated.AT.plus(Duration.ofHours(1));
        told(new Terms(Optional.of(DENYING), OptionalInt.empty(), Optional.of(at), Optional.of("azure"),
                Optional.empty()));
        AuditRecord record = audited.getFirst();
        assertEquals(AuditRecord.Operation.WHAT_IF, record.call().operation());
        assertEquals("192.0.2.7 robot", record.call().caller());
        assertEquals(AttestationCase.DRAFT_VERSION, record.basis().policyVersion());
        assertEquals(Policy.parse(DENYING).hash(), record.basis().policyHash());
        assertEquals("azure", record.basis().baseline());
        assertEquals(Optional.of(at), record.basis().judgedAt());
        assertEquals(Emulated.AT, record.run().at());
        assertEquals(Reason.POLICY_DENIED, record.ruling().reason());
        assertEquals(1, audited.size());
    }

    @Test
    @Tag("AD-08")
    void tellsNothingWhereItsRecordIsNotCommitted() {
        trail = record -> {
            throw new AuditUnavailableException("down", null);
        };
        assertThrows(AuditUnavailableException.class, () -> flow().ask(call(Terms.AS_NOW)));
    }

    @Test
    void judgesByCollateralHeldAtTheInstantAskedFor() {
        told(Terms.AS_NOW);
        told(at(Emulated.AT.minusSeconds(60)));
        assertEquals(List.of(Optional.empty(), Optional.of(Emulated.AT.minusSeconds(60))), heldAsked);
    }

    @Test
    void saysUnavailableWhereNothingIsHeldAndFetchesNothing() {
        holding = false;
        JsonObject report = told(Terms.AS_NOW);
        assertEquals("unavailable", report.getString("verdict"));
        assertTrue(report.getJsonArray("collateral").getJsonObject(0).getString("absent").contains("fetches nothing"));
    }

    @Test
    @Tag("CO-01")
    void verifiesDocumentsOfTheCallLikeAllOthers() {
        holding = false;
        assertEquals("permit", told(documents(sent().toList())).getString("verdict"));
        assertTrue(heldAsked.isEmpty());
        List<WhatIfCall.Document> forged = sent().map(document -> document.kind().equals("tcb-info")
                ? new WhatIfCall.Document("tcb-info",
                        Bytes.utf8(document.content().asUtf8().replace("UpToDate", "OutOfDate")),
                        document.issuerChain())
                : document).toList();
        JsonObject report = told(documents(forged));
        assertEquals("tcb-info-invalid", report.getString("reason"));
        assertTrue(report.getJsonArray("collateral").getJsonObject(0).containsKey("unsound"));
        assertEquals("permit", told(documents(sent().toList())).getString("verdict"), "nothing is remembered");
    }

    @Test
    void saysWhatThePolicyWouldHaveSaidWhereTheBaselineRefuses() {
        JsonObject report = told(draft("version=1.1; configurationrules{ =>"
                + " issueproperty(type=\"x-ms-sgx-tcbidentifier\", value=\"999\"); };"
                + " authorizationrules{ => permit(); };"));
        assertEquals("evaluation-number-unavailable", report.getString("reason"));
        assertFalse(report.getJsonObject("policy").getBoolean("asked"));
        assertEquals("fired", report.getJsonObject("trace").getJsonArray("rules").getJsonObject(1)
                .getString("state"));
    }

    @Test
    @Tag("EV-02")
    void makesNoClaimsOfEvidenceThatDoesNotVerify() {
        JsonObject report = told(at(Emulated.AT.plus(Duration.ofDays(4000))));
        assertEquals("reject", report.getString("verdict"));
        assertFalse(report.containsKey("trace"));
        assertTrue(report.getJsonObject("claims").getJsonArray("incoming").isEmpty());
    }

    @Test
    @Tag("DO-10")
    void triesAnotherPolicyWhereTheOneInForceCannotBeRead() {
        readable = false;
        assertEquals("permit", told(version(0)).getString("verdict"));
        WhatIfAnswer.Unavailable unread = assertInstanceOf(WhatIfAnswer.Unavailable.class,
                flow().ask(call(new Terms(Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(),
                        Optional.empty()))));
        assertEquals(Reason.POLICY_UNREADABLE, unread.reason());
    }

    @Test
    void takesAStoredVersionAndTheDefault() {
        assertEquals(3, told(version(3)).getJsonObject("policy").getInt("version"));
        assertEquals("policy-no-permit", told(version(3)).getString("reason"));
        assertEquals("permit", told(version(0)).getString("verdict"));
        WhatIfAnswer.BadValue none = refused(version(9));
        assertEquals("policy-version-not-found", none.code());
        assertTrue(none.detail().startsWith("policyVersion: "));
    }

    @Test
    void namesTheParameterThatDoesNotHold() {
        assertTrue(refused(new Terms(Optional.of(DENYING), OptionalInt.of(1), Optional.empty(), Optional.empty(),
                Optional.empty())).detail().startsWith("policyVersion: "));
        assertTrue(refused(new Terms(Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.of("lax"),
                Optional.empty())).detail().startsWith("baseline: "));
        assertTrue(refused(documents(List.of(new WhatIfCall.Document("tcb", Bytes.EMPTY, Bytes.EMPTY)))).detail()
                .startsWith("collateral[0].kind: "));
        assertTrue(refused(draft("no policy")).detail().startsWith("policy"));
        WhatIfAnswer.Unparsed unparsed = assertInstanceOf(WhatIfAnswer.Unparsed.class,
                flow().ask(call(draft("version=1.0; authorizationrules{ => nope(); };"))));
        assertEquals(1, unparsed.problems().getFirst().line());
        assertTrue(audited.isEmpty());
    }

    @Test
    @Tag("AU-05")
    void takesARoleOfTheTenant() {
        caller = caller("demo", Role.TENANT_ADMINISTRATOR, Role.ATTESTATION_READER);
        assertInstanceOf(WhatIfAnswer.Forbidden.class, flow().ask(call(Terms.AS_NOW)));
        caller = caller("other", Role.POLICY_ADMINISTRATOR);
        assertInstanceOf(WhatIfAnswer.NoSuchTenant.class, flow().ask(call(Terms.AS_NOW)));
        caller = caller("demo", Role.AUDITOR);
        assertInstanceOf(WhatIfAnswer.Told.class, flow().ask(call(Terms.AS_NOW)));
    }

    @Test
    @Tag("DO-06")
    void hasPlacesOfItsOwn() {
        drafts = new VerificationPool(0, 0, Duration.ZERO);
        WhatIfAnswer.Unavailable busy = assertInstanceOf(WhatIfAnswer.Unavailable.class,
                flow().ask(call(Terms.AS_NOW)));
        assertEquals(Reason.OVERLOADED, busy.reason());
        assertTrue(audited.isEmpty());
    }

    @Test
    @Tag("CO-09")
    void needsAnInstantWhereTheClockCannotBeBelieved() {
        clock.move(Duration.ofSeconds(-6));
        assertEquals(Reason.CLOCK_UNSOUND, assertInstanceOf(WhatIfAnswer.Unavailable.class,
                flow().ask(call(Terms.AS_NOW))).reason());
        assertEquals("permit", told(at(Emulated.AT)).getString("verdict"));
    }

    private static Caller caller(String tenant, Role... roles) {
        return new Caller(Optional.of(tenant), "robot", "https://issuer.example", Set.of(roles));
    }

    private static Terms draft(String policy) {
        return new Terms(Optional.of(policy), OptionalInt.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    private static Terms version(int version) {
        return new Terms(Optional.empty(), OptionalInt.of(version), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    private static Terms at(Instant at) {
        return new Terms(Optional.empty(), OptionalInt.empty(), Optional.of(at), Optional.empty(), Optional.empty());
    }

    private static Terms documents(List<WhatIfCall.Document> documents) {
        return new Terms(Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(),
                Optional.of(documents));
    }

    private static Stream<WhatIfCall.Document> sent() {
        return CollateralKind.VENDORS.stream().map(kind -> {
            CollateralDocument document = Emulated.document(new CollateralKey(kind, ""));
            return new WhatIfCall.Document(WhatIfTerms.word(kind), document.content(), document.issuerChain());
        });
    }

    private JsonObject told(Terms terms) {
        WhatIfAnswer answer = flow().ask(call(terms));
        return assertInstanceOf(WhatIfAnswer.Told.class, answer, answer::toString).report();
    }

    private WhatIfAnswer.BadValue refused(Terms terms) {
        WhatIfAnswer answer = flow().ask(call(terms));
        return assertInstanceOf(WhatIfAnswer.BadValue.class, answer, answer::toString);
    }

    private WhatIfCall call(Terms terms) {
        return new WhatIfCall("demo", caller, "192.0.2.7", "0af7651916cd43dd8448eb211c80319c", Emulated.request(),
                terms);
    }

    private WhatIfFlow flow() {
        WhatIfFlow.Held held = (anchors, keys, issuedBy) -> {
            heldAsked.add(issuedBy);
            return keys.stream().filter(key -> holding)
                    .collect(Collectors.toMap(Function.identity(), Emulated::document));
        };
        WhatIfTerms terms = new WhatIfTerms((tenant, type, version) -> version == 3
                ? Optional.of(new StoredPolicy(STRICTER, Optional.empty(), false))
                : Optional.empty());
        return new WhatIfFlow(new Directory(), terms, new WhatIfFlow.Sources(held, Endorsements.NONE), trail,
                new Surroundings("node-1", guard,
                        new VerificationPool(0, 0, Duration.ZERO), drafts, "demo"::equals));
    }

    /** One tenant under the default. */
    private final class Directory implements TenantDirectory {
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
            if (!readable)
                throw new UnreadablePolicyException(TENANT, 7, Bytes.utf8("text").sha256());
            return Optional.of(new TenantSnapshot(TENANT, 0, SERVED));
        }
    }
}
