package dev.assay.cli;

import dev.assay.bytes.MalformedException;
import dev.assay.cli.relying.IssuerUrl;
import dev.assay.cli.relying.RelyingParty;
import dev.assay.cli.relying.Web;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;

/** The whole workflow once, told to somebody who sees it for the first time. */
record Walk(Web web, IssuerUrl issuer, Clock clock, PrintStream out) {
    /** The walk cannot go on; the message says why in one sentence. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedException(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * @throws StoppedException where the service answers other than expected
     * @throws dev.assay.cli.relying.RefusedException where its token does not verify
     * @throws dev.assay.cli.relying.UnreachableException where it does not answer
     */
    void go(DemoEvidence evidence, Path request) {
        step("1  Evidence",
                "An emulated SGX enclave makes a key and gets a quote from its platform: a signed statement of which",
                "code runs (mrenclave " + evidence.mrEnclave().substring(0, 16)
                        + "…) that binds the key. On real hardware nobody else can write one.",
                "The request is in " + request + ".");
        URI attest = URI.create(issuer.text() + "/attest/SgxEnclave?api-version=2020-10-01");
        String token = token(web.post(attest, evidence.request()));
        step("2  Attestation", "POST " + attest,
                "Assay verified the quote and its certificates, held it against baseline and policy, wrote the audit",
                "record and signed a token of " + token.length() + " characters: one answer anybody can check.");
        step("3  Relying party", "Somebody who trusts only " + issuer.text() + ", not the enclave's host, checks it:");
        JsonObject claims = new RelyingParty(web, line -> out.println("     " + line)).verify(token, issuer,
                clock.instant());
        compare(claims, evidence);
        step("4  Result",
                "The token speaks of this very enclave and carries its key, so what is encrypted to that key can be read by",
                "that code alone." + anchors(claims));
    }

    private static String token(Web.Answer answer) {
        JsonObject body = body(answer);
        if (answer.status() == 200 && body.get("token") instanceof JsonString token)
            return token.getString();
        throw new StoppedException(
                "the service answered " + answer.status() + " to the attest call" + told(body) + ".");
    }

    private static JsonObject body(Web.Answer answer) {
        try {
            return StrictJson.object("the answer", answer.body());
        } catch (MalformedException refused) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    private static String told(JsonObject body) {
        return body.get("error") instanceof JsonObject error
                ? ": " + error.getString("code", "") + ", " + error.getString("message", "").replaceFirst("\\.$", "")
                : "";
    }

    private static void compare(JsonObject claims, DemoEvidence evidence) {
        if (!evidence.mrEnclave().equals(claims.getString("x-ms-sgx-mrenclave", "")))
            throw new StoppedException("the token speaks of another enclave (x-ms-sgx-mrenclave).");
        if (!evidence.held().equals(claims.get("x-ms-runtime")))
            throw new StoppedException("the token does not carry the enclave's key (x-ms-runtime).");
    }

    private static String anchors(JsonObject claims) {
        return claims.containsKey("assay-nonvendor-anchor")
                ? " The claim assay-nonvendor-anchor says that this was no Intel hardware."
                : "";
    }

    private void step(String name, String... lines) {
        out.println();
        out.println(name);
        for (String line : lines)
            out.println("     " + line);
    }
}
