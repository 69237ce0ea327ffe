package dev.assay.web;

import dev.assay.service.KeyAnswer;
import dev.assay.service.KeyView;
import dev.assay.service.ProposalView;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The one table from what became of a call about signing keys to HTTP. */
final class KeyAnswers {
    // RFC 5967 gives application/pkcs10 to DER; this is text for openssl.
    private static final String PEM = "application/x-pem-file";

    private KeyAnswers() {}

    static Response of(KeyAnswer answer) {
        return switch (answer) {
            case KeyAnswer.Shown(List<KeyView> keys) -> Answer.ok(json(keys)).toResponse();
            case KeyAnswer.Requested(String pem) -> Response.ok(pem).header("Content-Type", PEM)
                    .header("Cache-Control", "no-store").build();
            case KeyAnswer.Waits(ProposalView proposal) -> ProposalAnswers.waiting(proposal).toResponse();
            case KeyAnswer.Refused refused -> problem(refused).toResponse();
            case KeyAnswer.Unavailable(KeyAnswer.Lack lack) -> problem(lack).toResponse();
        };
    }

    static Problem problem(KeyAnswer.Refused refused) {
        return switch (refused.kind()) {
            case BAD_VALUE -> new Problem(400, refused.code(), "A value is not possible.", refused.detail());
            case FORBIDDEN -> new Problem(403, refused.code(), "The caller may not do this.", refused.detail());
            case NOT_FOUND -> new Problem(404, refused.code(), "There is no such tenant or key.", refused.detail());
            case CONFLICT -> new Problem(409, refused.code(), "The keys' state does not allow it.", refused.detail());
        };
    }

    /** KM-07: what is out is said, and nothing is done by other means. */
    static Problem problem(KeyAnswer.Lack lack) {
        Problem problem = switch (lack) {
            case STORE -> new Problem(503, "store-unavailable", "The service cannot answer now.",
                    "The service cannot read its database now.");
            case CUSTODY -> new Problem(503, "signing-unavailable", "The service cannot answer now.",
                    "The custody of signing keys does not answer: the operator looks at the PKCS#11 token, the "
                            + "key-encryption key and the log.");
        };
        return problem.with("Retry-After", "5");
    }

    static JsonObject json(List<KeyView> keys) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        keys.forEach(key -> array.add(json(key)));
        return Json.createObjectBuilder().add("keys", array).build();
    }

    private static JsonObjectBuilder json(KeyView key) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("kid", key.kid()).add("algorithm", key.algorithm())
                .add("state", key.state()).add("custody", key.custody())
                .add("createdAt", key.dates().created().toString());
        key.dates().activated().ifPresent(at -> json.add("activatedAt", at.toString()));
        key.dates().retired().ifPresent(at -> json.add("retiredAt", at.toString()));
        key.dates().lastExpiry().ifPresent(at -> json.add("lastTokenExpiry", at.toString()));
        return json.add("certificate", json(key.certificate()));
    }

    private static JsonObjectBuilder json(KeyView.Certificate certificate) {
        return Json.createObjectBuilder().add("subject", certificate.subject()).add("issuer", certificate.issuer())
                .add("notBefore", certificate.notBefore().toString())
                .add("notAfter", certificate.notAfter().toString())
                .add("issuedByOperator", certificate.byOperator());
    }
}
