package dev.assay.cli;

import dev.assay.appraisal.Appraisal;
import dev.assay.claims.Claim;
import dev.assay.claims.ClaimSet;
import dev.assay.claims.ClaimValue;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.TrustAnchor;
import dev.assay.evidence.Check;
import dev.assay.evidence.TcbStanding;
import dev.assay.evidence.TcbStatus;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** An appraisal as the one JSON object a program or an auditor reads. */
record AppraisalAnswer(Order order, Appraisal appraisal, JsonObject evidence) {
    JsonObject json() {
        JsonObjectBuilder answer = Json.object().add("verdict", appraisal.verdict().word())
                .add("reason", appraisal.reason().code()).add("detail", appraisal.detail())
                .add("evidence", evidence).add("status", status(appraisal.standing()));
        JsonArrayBuilder checks = Json.array();
        appraisal.checks().forEach(check -> checks.add(check(check)));
        return answer.add("checks", checks).add("claims", claims(appraisal.claims()))
                .add("tokenClaims", appraisal.tokenClaims())
                .add("trustAnchors", anchors(order.terms().anchors()))
                .add("notes", strings(order.notes())).build();
    }

    private static JsonObject status(Optional<TcbStanding> standing) {
        return Json.object().add("tcb", name(standing.map(TcbStanding::platform)))
                .add("qe", name(standing.map(TcbStanding::component)))
                .add("module", name(standing.flatMap(TcbStanding::module)))
                .add("result", name(standing.map(TcbStanding::result)))
                .add("tcbDate", text(standing.map(found -> found.tcbDate().toString())))
                .add("advisories", strings(standing.map(TcbStanding::advisories).orElse(List.of())))
                .add("evaluationNumber", standing.<JsonValue>map(found -> Json.value(found.evaluationNumber()))
                        .orElse(JsonValue.NULL))
                .build();
    }

    private static JsonObject check(Check check) {
        JsonObjectBuilder line = Json.object().add("id", check.id()).add("title", check.title())
                .add("outcome", check.outcome().word()).add("detail", check.detail());
        check.reason().ifPresent(reason -> line.add("reason", reason.code()));
        return line.build();
    }

    private static JsonArrayBuilder claims(ClaimSet claims) {
        JsonArrayBuilder array = Json.array();
        claims.forEach(claim -> array.add(claim(claim)));
        return array;
    }

    private static JsonObject claim(Claim claim) {
        return Json.object().add("type", claim.type()).add("value", value(claim.value()))
                .add("valueType", claim.value().typeName()).add("issuer", claim.issuer().wireName()).build();
    }

    private static JsonValue value(ClaimValue value) {
        return switch (value) {
            case ClaimValue.Flag flag -> flag.value() ? JsonValue.TRUE : JsonValue.FALSE;
            case ClaimValue.Whole whole -> Json.value(whole.value());
            case ClaimValue.Text text -> Json.value(text.value());
        };
    }

    private static JsonArrayBuilder anchors(AnchorSet anchors) {
        JsonArrayBuilder array = Json.array();
        for (TrustAnchor anchor : anchors.anchors()) {
            array.add(Json.object().add("id", anchor.id())
                    .add("vendor", AnchorSet.VENDORS.trusts(anchor.family(), anchor.spki()))
                    .add("spkiSha256", anchor.spki().sha256().toHex()));
        }
        return array;
    }

    private static JsonArrayBuilder strings(Collection<String> strings) {
        JsonArrayBuilder array = Json.array();
        strings.forEach(array::add);
        return array;
    }

    private static JsonValue name(Optional<TcbStatus> status) {
        return text(status.map(TcbStatus::wireName));
    }

    private static JsonValue text(Optional<String> text) {
        return text.<JsonValue>map(Json::value).orElse(JsonValue.NULL);
    }
}
