package dev.assay.cli;

import dev.assay.cli.policies.VisibleText;
import dev.assay.cli.tpm.ExchangeException;
import dev.assay.cli.tpm.TpmClient.Report;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Verdict;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.PrintStream;

/** What became of an attestation, for people or for programs. @param json whether for programs */
record TpmAnswer(PrintStream out, boolean json) {
    void permitted(Report report, JsonObject claims) {
        if (json) {
            out.println(Json.pretty(Json.object().add("verdict", Verdict.PERMIT.word())
                    .add("device", report.device().device()).add("token", report.token()).add("claims", claims)
                    .build()));
            return;
        }
        out.println(VisibleText.of(
                "permit: the service vouches for this machine, its device " + report.device().device() + "."));
        int width = claims.keySet().stream().mapToInt(String::length).max().orElse(0);
        claims.forEach((name, value) -> out.println(VisibleText.of("  " + name + " ".repeat(width - name.length())
                + "  " + shown(value))));
    }

    void refused(Reason reason, ExchangeException why) {
        if (json) {
            out.println(Json.pretty(Json.object().add("verdict", reason.verdict().word())
                    .add("reason", reason.code()).add("detail", why.getMessage()).build()));
            return;
        }
        out.println(VisibleText.of(reason.verdict().word() + ": " + why.getMessage() + " [" + reason.code() + "]"));
    }

    private static String shown(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : value.toString();
    }
}
