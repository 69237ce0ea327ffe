package dev.assay.service;

import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.ExplanationJson;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import dev.assay.dcap.CollateralReader;
import dev.assay.dcap.CollateralReader.Inspection;
import dev.assay.evidence.Refusal;
import dev.assay.evidence.TcbStanding;
import dev.assay.policy.trace.RuleTrace;
import dev.assay.policy.trace.Trace;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything there is to say of one what-if. It is no token and holds none: {@code tokenClaims} are the claims one would
 * carry, without issuer, dates and id.
 *
 * @param reader that of this call alone
 */
record WhatIfReport(WhatIfCase item, CollateralSet collateral, CollateralReader reader) {
    private static final JsonProvider JSON = JsonProvider.provider();

    JsonObject of(Appraisal appraisal, Optional<Trace> trace) {
        JsonObjectBuilder report = JSON.createObjectBuilder().add("verdict", appraisal.verdict().word())
                .add("reason", appraisal.reason().code()).add("detail", appraisal.detail());
        trace.flatMap(WhatIfReport::hint).ifPresent(hint -> report.add("hint", hint));
        report.add("attestationType", item.call().request().type().wireName()).add("at", item.at().toString())
                .add("baseline", item.baseline().name()).add("anchorSet", item.tenant().anchors().name())
                .add("policy", policy(appraisal, trace.isPresent()));
        appraisal.standing().ifPresent(standing -> report.add("tcb", tcb(standing)));
        report.add("checks", ExplanationJson.checks(appraisal.checks())).add("claims", claims(appraisal))
                .add("tokenClaims", tokenClaims(appraisal));
        appraisal.validUntil().ifPresent(until -> report.add("validUntil", until.toString()));
        trace.ifPresent(told -> report.add("trace", ExplanationJson.trace(told)));
        return report.add("collateral", documents()).build();
    }

    /** Of the first rule the refusal rests on. */
    private static Optional<String> hint(Trace trace) {
        return trace.deciding().stream().filter(rule -> rule.state() == RuleTrace.State.IDLE)
                .flatMap(rule -> rule.hint().map(hint -> rule.place() + ": " + hint).stream()).findFirst();
    }

    private JsonObject policy(Appraisal appraisal, boolean traced) {
        boolean asked = appraisal.hearing().flatMap(hearing -> hearing.decision()).isPresent();
        JsonObjectBuilder json = JSON.createObjectBuilder().add("source", item.policy().source());
        if (!item.policy().draft())
            json.add("version", item.policy().version());
        // why: where the baseline refuses first, the trace shows what the policy would have said.
        return json.add("hash", item.policy().policy().hash().toBase64Url()).add("asked", asked && traced).build();
    }

    private static JsonObject tcb(TcbStanding standing) {
        return JSON.createObjectBuilder().add("status", standing.result().wireName())
                .add("date", standing.tcbDate().toString()).add("evaluationNumber", standing.evaluationNumber())
                .add("advisories", strings(standing.advisories().stream())).build();
    }

    private static JsonObject claims(Appraisal appraisal) {
        return JSON.createObjectBuilder()
                .add("incoming", appraisal.hearing().map(hearing -> ExplanationJson.claims(hearing.incoming().claims()))
                        .orElse(JsonValue.EMPTY_JSON_ARRAY))
                .add("afterPolicy", ExplanationJson.claims(appraisal.claims().claims())).build();
    }

    /** As the token's payload would have them; empty where there would be none. */
    private JsonObject tokenClaims(Appraisal appraisal) {
        if (appraisal.tokenClaims().isEmpty())
            return JsonValue.EMPTY_JSON_OBJECT;
        JsonObjectBuilder claims = JSON.createObjectBuilder(appraisal.tokenClaims());
        item.policy().signer().ifPresent(signer -> claims.add("x-ms-policy-signer", signer));
        item.tenant().settings().token().audience().ifPresent(audience -> claims.add("aud", audience));
        return claims.build();
    }

    private JsonArray documents() {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        Comparator<CollateralKey> order = Comparator.comparing(CollateralKey::kind)
                .thenComparing(CollateralKey::subject);
        collateral.documents().keySet().stream().sorted(order).map(key -> document(collateral.find(key).orElseThrow()))
                .forEach(array::add);
        collateral.absent().keySet().stream().sorted(order).map(this::absent).forEach(array::add);
        return array.build();
    }

    private JsonObjectBuilder absent(CollateralKey key) {
        return key(key).add("absent", collateral.whyAbsent(key));
    }

    private JsonObjectBuilder document(CollateralDocument document) {
        JsonObjectBuilder json = key(document.key()).add("sha256", document.digest().toHex())
                .add("source", brought(document.key()) ? "call" : "held");
        // A tenant's own statement has no dates: it is true until it is taken back.
        if (document.key().kind().tenantOwned())
            return json;
        try {
            Inspection seen = reader.inspect(document, item.tenant().anchors());
            return json.add("issueDate", seen.issueDate().toString()).add("nextUpdate", seen.nextUpdate().toString());
        } catch (Refusal unsound) {
            return json.add("unsound", unsound.getMessage());
        }
    }

    private boolean brought(CollateralKey key) {
        return item.documents().filter(given -> given.containsKey(key.kind())).isPresent();
    }

    private static JsonObjectBuilder key(CollateralKey key) {
        return JSON.createObjectBuilder().add("kind", WhatIfTerms.word(key.kind())).add("key", key.subject());
    }

    private static JsonArray strings(Stream<String> all) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        all.forEach(array::add);
        return array.build();
    }
}
