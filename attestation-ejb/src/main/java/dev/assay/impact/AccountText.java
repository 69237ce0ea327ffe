package dev.assay.impact;

import dev.assay.evidence.Reason;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An account as the JSON it is stored and shown as. */
public final class AccountText {
    private AccountText() {}

    /** @param window what was there to replay */
    public static JsonObject json(Account account, Window.Stock window) {
        return Json.createObjectBuilder().add("recorded", window.recorded()).add("kept", window.kept())
                .add("from", window.from().toString()).add("to", window.to().toString())
                .add("replayed", account.replayed()).add("unchanged", account.unchanged())
                .add("flips", lines(account.changes().flips())).add("claims", claims(account.changes().claims()))
                .add("drift", lines(account.changes().drift())).add("notReproduced", account.notReproduced())
                .add("notReplayed", counts(account.notReplayed())).add("examples", examples(account.examples()))
                .build();
    }

    private static JsonArrayBuilder lines(List<Account.Line> lines) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        lines.forEach(line -> array.add(Json.createObjectBuilder().add("from", line.direction().from().word())
                .add("to", line.direction().to().word()).add("count", line.count())
                .add("reasons", counts(line.reasons()))));
        return array;
    }

    private static JsonObjectBuilder claims(Account.Claims claims) {
        return Json.createObjectBuilder().add("changed", claims.changed()).add("names", counts(claims.names()));
    }

    private static JsonObjectBuilder counts(Map<String, Long> counts) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        new TreeMap<>(counts).forEach(json::add);
        return json;
    }

    private static JsonObjectBuilder examples(Account.Examples examples) {
        return Json.createObjectBuilder().add("flips", list(examples.flips())).add("drift", list(examples.drift()))
                .add("notReproduced", list(examples.notReproduced()));
    }

    private static JsonArrayBuilder list(List<Account.Example> examples) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        examples.forEach(example -> array.add(example(example)));
        return array;
    }

    private static JsonObjectBuilder example(Account.Example example) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("traceId", example.link().traceId())
                .add("at", example.at().toString());
        example.link().jti().ifPresent(jti -> json.add("jti", jti));
        return json.add("recorded", side(example.recorded())).add("inForce", side(example.inForce()))
                .add("draft", side(example.draft()));
    }

    private static JsonObjectBuilder side(Reason reason) {
        return Json.createObjectBuilder().add("verdict", reason.verdict().word()).add("reason", reason.code());
    }

    private static JsonObjectBuilder side(Account.Side side) {
        return side(side.reason()).add("detail", side.detail());
    }
}
