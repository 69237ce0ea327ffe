package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import dev.assay.pki.CertificateOperation;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Locale;

/**
 * The JWS in the body of {@code /certificates:add} and {@code :remove}: a JSON string, or from api-version 2025-06-01 on
 * the one member of an object. The first character decides, not the version (maa-api §4).
 */
final class PolicyCertificateBody {
    private PolicyCertificateBody() {}

    /** @throws MalformedException where the body is neither, or an object of the other call */
    static String read(CertificateOperation operation, Bytes body) {
        String member = switch (operation) {
            case ADD -> "policyCertificateToAdd";
            case REMOVE -> "policyCertificateToRemove";
        };
        return StrictJson.decode("body", body).stripLeading().startsWith("{")
                ? member(member, StrictJson.request("body", body))
                : StrictJson.string("body", body);
    }

    private static String member(String name, JsonObject body) {
        // Member names are in lower case by now ("Settled", Wire).
        if (body.get(name.toLowerCase(Locale.ROOT)) instanceof JsonString jws && body.size() == 1)
            return jws.getString();
        throw new MalformedException("body", "is not an object with the one text member " + name);
    }
}
