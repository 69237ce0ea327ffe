package dev.assay.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.appraisal.Admission;
import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.AppraisalRequest;
import dev.assay.appraisal.Appraiser;
import dev.assay.appraisal.Schemes;
import dev.assay.appraisal.Terms;
import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import dev.assay.dcap.CollateralReader;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.evidence.HeldData;
import dev.assay.evidence.Verdict;
import dev.assay.json.StrictJson;
import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyEngine;
import dev.assay.token.PolicyDocument;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Our token's claims for the evidence of recorded exchanges with the hosted service are the recorded ones. */
@Tag("JW-06")
class RecordedTokensTest {
    private static final Set<String> OF_THE_ISSUER = Set.of("exp", "iat", "nbf", "jti", "iss");
    private static final Set<String> COLLATERAL = Set.of("x-ms-sgx-collateral", "maa-attestationcollateral");
    private static final String COLLATERAL_CASE = "sgx-v3-00906ed5-oe-debug-2025-collateral";

    private final Appraiser appraiser = new Appraiser(Schemes.all(new CollateralReader()), new PolicyEngine());

    @TestFactory
    Stream<DynamicTest> everyAttestCall() {
        Corpus corpus = Corpus.orSkip();
        return corpus.cases("maa").stream().flatMap(one -> call(one).stream()
                .map(request -> dynamicTest(one.id(), () -> claimsAreTheRecordedOnes(corpus, one, request))));
    }

    /** The request body beside a recorded token of api-version 2020-10-01. */
    private static Optional<JsonObject> call(Corpus.Case one) {
        if (one.file("token_0.jwt").isEmpty() || attested(one).isEmpty())
            return Optional.empty();
        return Stream.of("request.json", "request_accepted.json").map(one.folder()::resolve)
                .filter(Files::isRegularFile).findFirst().map((Path path) -> Corpus.read(path));
    }

    private static Optional<AttestationType> attested(Corpus.Case one) {
        if (!one.expected().containsKey("exchanges"))
            return Optional.empty();
        return one.expected().getJsonArray("exchanges").getValuesAs(JsonObject.class).stream()
                .map(exchange -> exchange.getString("url")).filter(url -> url.contains("api-version=2020-10-01"))
                .filter(url -> url.contains("/attest/"))
                .flatMap(url -> AttestationType.named(url.replaceAll(".*/attest/(\\w+)\\?.*", "$1")).stream())
                .findFirst();
    }

    private void claimsAreTheRecordedOnes(Corpus corpus, Corpus.Case one, JsonObject body) {
        AttestationType type = attested(one).orElseThrow();
        Appraisal appraisal = appraise(corpus.find("sgx", COLLATERAL_CASE), type, body);
        assertEquals(Verdict.PERMIT, appraisal.verdict(), appraisal.detail());
        JsonObject recorded = payload(one.file("token_0.jwt").orElseThrow().asUtf8());
        Set<String> names = new TreeSet<>(recorded.keySet());
        names.removeAll(OF_THE_ISSUER);
        assertEquals(names, new TreeSet<>(appraisal.tokenClaims().keySet()));
        for (String name : names) {
            if (COLLATERAL.contains(name))
                sameShape(recorded.getJsonObject(name), appraisal.tokenClaims().getJsonObject(name));
            else
                assertEquals(recorded.get(name), appraisal.tokenClaims().get(name), name);
        }
    }

    private static void sameShape(JsonObject recorded, JsonObject ours) {
        assertEquals(recorded.keySet().stream().sorted().toList(), ours.keySet().stream().sorted().toList());
        assertEquals(recorded.getString("quotehash"), ours.getString("quotehash"));
        assertFalse(ours.values().stream().anyMatch(hash -> hash.toString().length() != 66));
    }

    private Appraisal appraise(Corpus.Case collateral, AttestationType type, JsonObject body) {
        Instant at = Instant.parse(collateral.facts().getString("verify_at"));
        String field = type == AttestationType.SGX_ENCLAVE ? "quote" : "report";
        AppraisalRequest request = new AppraisalRequest(type, Base64Url.decodePadded(field, body.getString(field)),
                runtimeData(body), Optional.empty(), Optional.empty());
        Policy policy = body.containsKey("draftPolicyForAttestation")
                ? Policy.parse(PolicyDocument.read("draft", body.getString("draftPolicyForAttestation")).text())
                : DefaultPolicies.servedFor(type.wireName()).orElseThrow();
        return switch (appraiser.admit(request, AnchorSet.VENDORS, at)) {
            case Admission.Refused(Appraisal refused) -> refused;
            case Admission.Admitted<?> admitted -> appraiser.conclude(admitted, set(collateral, admitted.wanted()),
                    new Terms(AnchorSet.VENDORS, Baseline.AZURE, policy, at, true));
        };
    }

    private static Optional<HeldData> runtimeData(JsonObject body) {
        if (!body.containsKey("runtimeData"))
            return Optional.empty();
        JsonObject data = body.getJsonObject("runtimeData");
        HeldData.Kind kind = HeldData.Kind.valueOf(data.getString("dataType").toUpperCase(java.util.Locale.ROOT));
        return Optional.of(new HeldData(Base64Url.decodePadded("data", data.getString("data")), kind));
    }

    private static CollateralSet set(Corpus.Case from, Set<CollateralKey> wanted) {
        Map<CollateralKey, CollateralDocument> found = new HashMap<>();
        wanted.forEach(key -> found.put(key, new CollateralDocument(key, from.file(key.kind().fileName()).orElseThrow(),
                from.file(key.kind().issuerChainFileName()).orElse(Bytes.EMPTY))));
        return new CollateralSet(found, Map.of());
    }

    private static JsonObject payload(String token) {
        return StrictJson.object("token", Base64Url.decode("token", token.strip().split("\\.")[1]));
    }
}
