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
 * @param signer who signed it, which was verified; empty: it is unsecured
 * @param once whether it bears {@code jti} or {@code iat}, so that it counts once ("Settled", Wire)
 */
public record PolicyDocument(String text, Optional<PolicySigner> signer, boolean once) {
    private static final String UNSECURED = "eyJhbGciOiJub25lIn0.";
    /** What stands for a policy where there is none, and asks for a reset (maa-api §3). */
    public static final String EMPTY = UNSECURED + ".";

    /** The unsecured JWS that a bare text is shown and stored as. */
    public static String unsecured(String text) {
        String payload = "{\"AttestationPolicy\":\"" + Bytes.utf8(text).toBase64Url() + "\"}";
        return UNSECURED + Bytes.utf8(payload).toBase64Url() + ".";
    }

    /** @throws MalformedException where the JWS is not one, its signature does not verify, or the claim is absent */
    public static PolicyDocument read(String field, String jws) {
        // why: the SDKs send a draft's text as it is (recorded so), and the JWS form starts otherwise (maa-api §3.1).
        if (startsAsPolicy(jws))
            return new PolicyDocument(jws, Optional.empty(), false);
        String[] parts = parts(field, jws);
        Optional<PolicySigner> signer = signer(field, parts);
        JsonObject payload = StrictJson.object(field + " payload",
                Base64Url.decodePadded(field + " payload", parts[1]));
        return new PolicyDocument(policy(field, payload), signer,
                payload.containsKey("jti") || payload.containsKey("iat"));
    }

    /**
     * Who asks for a reset; empty where the JWS is unsecured.
     *
     * @throws MalformedException where the JWS is not one, its payload is not empty, or its signature does not verify
     */
    public static Optional<PolicySigner> readReset(String field, String jws) {
        String[] parts = parts(field, jws);
        if (!parts[1].isEmpty())
            throw new MalformedException(field, "has a payload: a reset takes a JWS whose second part is empty, as "
                    + EMPTY);
        return signer(field, parts);
    }

    private static String[] parts(String field, String jws) {
        String[] parts = jws.strip().split("\\.", -1);
        if (parts.length != 3)
            throw new MalformedException(field, "is not a compact JWS: it has %d parts between periods, not 3"
                    .formatted(parts.length));
        return parts;
    }

    private static Optional<PolicySigner> signer(String field, String[] parts) {
        JsonObject header = StrictJson.object(field + " header", Base64Url.decodePadded(field + " header", parts[0]));
        return new EmbeddedKeySignature(field, header).verify(parts);
    }

    public boolean signed() {
        return signer.isPresent();
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

    /** Whether it is taken for a policy's bare text, which a leading comment is not. */
    public static boolean startsAsPolicy(String text) {
        return text.stripLeading().regionMatches(true, 0, "version", 0, "version".length());
    }

    static Optional<String> string(JsonObject object, String name) {
        JsonValue value = object.get(name);
        return value instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }
}
