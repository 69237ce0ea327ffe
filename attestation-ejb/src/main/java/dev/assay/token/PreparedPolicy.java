package dev.assay.token;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import dev.assay.signing.PublishedKey;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * The second step of 2018-09-01-preview: what the first answered comes back, with the document to bring in force inside
 * (maa-api §7).
 *
 * @param issuer the tenant's URL. @param keys the tenant's
 */
public record PreparedPolicy(String issuer, List<PublishedKey> keys, Instant at) {
    private static final String CLAIM = "x-ms-policy";

    /**
     * The document inside; empty where the text is no such answer, and is a document itself.
     *
     * @throws MalformedException where it is one, but not one this tenant gave within the hour
     */
    public Optional<String> read(String field, String jws) {
        String[] parts = jws.strip().split("\\.", -1);
        if (parts.length != 3 || PolicyDocument.startsAsPolicy(jws) || parts[1].isEmpty())
            return Optional.empty();
        JsonObject payload = StrictJson.object(field + " payload",
                Base64Url.decodePadded(field + " payload", parts[1]));
        Optional<String> document = PolicyDocument.string(payload, CLAIM);
        if (document.isPresent() && !holds(jws.strip(), payload))
            throw new MalformedException(field,
                    "is not an answer that this tenant gave to updatepolicy within the last hour. Prepare it again.");
        return document;
    }

    private boolean holds(String jws, JsonObject payload) {
        return PolicyDocument.string(payload, "iss").filter(issuer::equals).isPresent()
                && payload.get("exp") instanceof JsonNumber end && at.getEpochSecond() < end.longValue()
                && keys.stream().anyMatch(key -> signed(jws, key));
    }

    private static boolean signed(String jws, PublishedKey key) {
        try {
            JsonWebSignature token = new JsonWebSignature();
            token.setAlgorithmConstraints(
                    new AlgorithmConstraints(ConstraintType.PERMIT, key.algorithm().name()));
            token.setCompactSerialization(jws);
            token.setKey(key.certificate().getPublicKey());
            return token.verifySignature();
        } catch (JoseException refused) {
            return false;
        }
    }
}
