package dev.assay.cli.relying;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import java.net.URI;
import java.security.PublicKey;
import java.util.Set;
import java.util.TreeSet;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * A compact JWS (RFC 7515) before its signature was checked: of its header only {@code alg}, {@code kid} and
 * {@code jku} are looked at, and none of them chooses a key outside the issuer's set.
 */
final class SignedToken {
    private static final Set<String> ALGORITHMS = new TreeSet<>(Set.of("RS256", "PS256", "ES256"));
    private static final int MAX_CHARACTERS = 1 << 20;

    private final String compact;
    private final JsonObject header;

    private SignedToken(String compact, JsonObject header) {
        this.compact = compact;
        this.header = header;
    }

    /** @throws RefusedException where the text is no signed token we accept */
    static SignedToken read(String text) {
        String[] parts = text.split("\\.", -1);
        if (text.length() > MAX_CHARACTERS || parts.length != 3)
            throw new RefusedException("The token is not a compact JWS of three parts, 1 MiB at most.");
        SignedToken token = new SignedToken(text, object("the token's header", parts[0]));
        if ("none".equalsIgnoreCase(token.algorithm()))
            throw new RefusedException("The token is not signed (alg none), so anybody can have written it.");
        if (!ALGORITHMS.contains(token.algorithm()))
            throw new RefusedException("The token's alg is none of " + String.join(", ", ALGORITHMS) + ".");
        if (token.keyId().isEmpty())
            throw new RefusedException("The token names no key (kid).");
        return token;
    }

    String algorithm() {
        return RelyingParty.text(header, "alg");
    }

    String keyId() {
        return RelyingParty.text(header, "kid");
    }

    /** {@code jku} is never followed; one that leads elsewhere is a reason to refuse. */
    void checkKeySetHint(URI keySet) {
        if (header.containsKey("jku") && !keySet.toString().equals(RelyingParty.text(header, "jku")))
            throw new RefusedException("The token's jku leads to another key set than its issuer's.");
    }

    /** @return the payload, now that it is known who wrote it */
    JsonObject verify(PublicKey key) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(
                    new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHMS.toArray(String[]::new)));
            signature.setCompactSerialization(compact);
            signature.setKey(key);
            if (!signature.verifySignature())
                throw new RefusedException(
                        "The signature is not by the issuer's key: the token was altered or forged.");
        } catch (JoseException refused) {
            // why: a key of another kind or strength than alg asks for ends here.
            throw new RefusedException("The signature cannot be by the issuer's key of that kid.");
        }
        return object("the token's payload", compact.split("\\.", -1)[1]);
    }

    private static JsonObject object(String name, String part) {
        try {
            return StrictJson.object(name, Base64Url.decode(name, part));
        } catch (MalformedException refused) {
            throw new RefusedException("The token is malformed: " + refused.getMessage() + ".");
        }
    }
}
