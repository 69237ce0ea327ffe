package dev.assay.appraisal;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;
import dev.assay.evidence.Check;
import dev.assay.policy.trace.ConditionTrace;
import dev.assay.policy.trace.JoinTrace;
import dev.assay.policy.trace.Mismatch;
import dev.assay.policy.trace.NearMiss;
import dev.assay.policy.trace.RuleTrace;
import dev.assay.policy.trace.Seen;
import dev.assay.policy.trace.Several;
import dev.assay.policy.trace.Trace;
import dev.assay.policy.trace.Value;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.function.Function;

/** Checks, claims and traces as JSON; docs/explain.md names the members. What is empty is left out of a trace. */
public final class ExplanationJson {
    private static final JsonProvider JSON = JsonProvider.provider();

    private ExplanationJson() {}

    public static JsonArray checks(List<Check> checks) {
        return array(checks, check -> {
            JsonObjectBuilder line = JSON.createObjectBuilder().add("id", check.id()).add("title", check.title())
                    .add("outcome", check.outcome().word()).add("detail", check.detail());
            check.reason().ifPresent(reason -> line.add("reason", reason.code()));
            return line.build();
        });
    }

    /** All of them, whole. */
    public static JsonArray claims(List<Claim> claims) {
        return array(claims, claim -> JSON.createObjectBuilder().add("type", claim.type())
                .add("value", value(claim.value())).add("valueType", claim.value().typeName())
                .add("issuer", claim.issuer().wireName()).add("readOnly", claim.readOnly()).build());
    }

    public static JsonObject trace(Trace trace) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("version", trace.version())
                .add("rules", rules(trace.rules()));
        trace.cut().ifPresent(cut -> json.add("cut", cut));
        return json.build();
    }

    public static JsonArray rules(List<RuleTrace> rules) {
        return array(rules, ExplanationJson::rule);
    }

    private static JsonObject rule(RuleTrace rule) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("section", rule.place().section())
                .add("rule", rule.place().rule()).add("line", rule.place().line()).add("state", rule.state().word())
                .add("deciding", rule.deciding()).add("action", rule.action());
        rule.hint().ifPresent(hint -> json.add("hint", hint));
        rule.failure().ifPresent(failure -> json.add("failure", failure));
        addUnlessEmpty(json, "conditions", array(rule.conditions(), ExplanationJson::condition));
        addUnlessEmpty(json, "joins", array(rule.joins(), ExplanationJson::join));
        if (rule.made().count() > 0)
            json.add("made", several(rule.made(), ExplanationJson::seen));
        return json.build();
    }

    private static JsonObject condition(ConditionTrace condition) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("condition", condition.text())
                .add("negated", condition.negated()).add("holds", condition.holds());
        condition.hint().ifPresent(hint -> json.add("hint", hint));
        json.add("matched", several(condition.matched(), ExplanationJson::seen));
        addUnlessEmpty(json, "nearest", array(condition.nearest(), ExplanationJson::miss));
        return json.build();
    }

    private static JsonObject miss(NearMiss miss) {
        return JSON.createObjectBuilder().add("claim", seen(miss.claim()))
                .add("failed", array(miss.failed(), ExplanationJson::mismatch)).build();
    }

    private static JsonObject mismatch(Mismatch mismatch) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("comparison", mismatch.comparison())
                .add("operator", mismatch.operator()).add("actual", value(mismatch.actual()))
                .add("expected", several(mismatch.expected(), ExplanationJson::value));
        addUnlessEmpty(json, "arguments", array(mismatch.arguments(), argument -> JSON.createObjectBuilder()
                .add("argument", argument.text()).add("values", several(argument.values(), ExplanationJson::value))
                .build()));
        mismatch.hint().ifPresent(hint -> json.add("hint", hint));
        return json.build();
    }

    private static JsonObject join(JoinTrace join) {
        return JSON.createObjectBuilder().add("condition", join.condition()).add("comparison", join.comparison())
                .add("left", several(join.left(), ExplanationJson::value))
                .add("right", several(join.right(), ExplanationJson::value)).add("hint", join.hint()).build();
    }

    private static JsonObject seen(Seen claim) {
        return JSON.createObjectBuilder().add("type", claim.type())
                .addAll(JSON.createObjectBuilder(value(claim.value())))
                .add("issuer", claim.issuer()).add("readOnly", claim.readOnly()).build();
    }

    /** Of the value's own type, as in {@link #claims}; {@code length} only where it is not the whole value. */
    private static JsonObject value(Value value) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("value", switch (value.type()) {
            case "Boolean" -> Boolean.parseBoolean(value.text()) ? JsonValue.TRUE : JsonValue.FALSE;
            case "Integer" -> JSON.createValue(Long.parseLong(value.text()));
            default -> JSON.createValue(value.text());
        }).add("valueType", value.type());
        if (value.cut())
            json.add("length", value.length());
        return json.build();
    }

    private static <T> JsonObject several(Several<T> several, Function<T, JsonObject> each) {
        return JSON.createObjectBuilder().add("count", several.count()).add("first", array(several.first(), each))
                .build();
    }

    private static <T> JsonArray array(List<T> all, Function<T, JsonObject> each) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        all.forEach(one -> array.add(each.apply(one)));
        return array.build();
    }

    private static void addUnlessEmpty(JsonObjectBuilder json, String name, JsonArray array) {
        if (!array.isEmpty())
            json.add(name, array);
    }

    private static JsonValue value(ClaimValue value) {
        return switch (value) {
            case ClaimValue.Flag(boolean flag) -> flag ? JsonValue.TRUE : JsonValue.FALSE;
            case ClaimValue.Whole(long whole) -> JSON.createValue(whole);
            case ClaimValue.Text(String text) -> JSON.createValue(text);
        };
    }
}
