package dev.assay.token;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * A policy as it is sent: a compact JWS, unsecured or signed by the certificate it carries, or its bare text (maa-api
 * §3.1). The signature proves integrity only; who signed is nobody we know.
 *
 * @param text the policy's text, not parsed
 * @param signed whether it bore a signature, which was verified
 */
public record PolicyDocument(String text, boolean signed) {
    /** @throws MalformedException where the JWS is not one, its signature does not verify, or the claim is absent */
    public static PolicyDocument read(String field, String jws) {
        // why: the SDKs send a draft's text as it is (recorded so), and the JWS form starts otherwise (maa-api §3.1).
        if (startsAsPolicy(jws))
            return new PolicyDocument(jws, false);
        String[] parts = jws.strip().split("\\.", -1);
        if (parts.length != 3)
            throw new MalformedException(field, "is not a compact JWS: it has %d parts between periods, not 3"
                    .formatted(parts.length));
        JsonObject header = StrictJson.object(field + " header", Base64Url.decodePadded(field + " header", parts[0]));
        boolean signed = new EmbeddedKeySignature(field, header).verify(parts);
        Bytes payload = Base64Url.decodePadded(field + " payload", parts[1]);
        return new PolicyDocument(policy(field, StrictJson.object(field + " payload", payload)), signed);
    }

    private static String policy(String field, JsonObject payload) {
        String value = string(payload, "AttestationPolicy").orElseThrow(() -> new MalformedException(field,
                "has no text member AttestationPolicy in its payload"));
        try {
            return StrictJson.decode("AttestationPolicy", Base64Url.decodePadded("AttestationPolicy", value));
        } catch (MalformedException notEncoded) {
            // The 2018 preview sent the text itself.
            if (startsAsPolicy(value))
                return value;
            throw notEncoded;
        }
    }

    private static boolean startsAsPolicy(String text) {
        return text.stripLeading().regionMatches(true, 0, "version", 0, "version".length());
    }

    static Optional<String> string(JsonObject object, String name) {
        JsonValue value = object.get(name);
        return value instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }
}
