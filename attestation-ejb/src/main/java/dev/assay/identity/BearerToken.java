package dev.assay.identity;

import dev.assay.bytes.Bytes;
import jakarta.json.JsonString;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * A bearer token as received, taken apart within limits; nothing of it is believed before {@link #verify}. What it says
 * chooses among the issuers configured, and no more: no key, address or algorithm comes from it.
 */
public final class BearerToken {
    static final Pattern KID = Pattern.compile("[A-Za-z0-9_\\-=.]{1,128}");
    /** JW-02, JW-04: so no crit, b64, zip, jwk, jku, x5u or x5c. Entra ID sends x5t beside kid; it is not looked at. */
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid", "x5t", "x5t#S256");
    private static final Set<String> ACCESS_TOKEN = Set.of("at+jwt", "application/at+jwt");
    private static final Set<String> PLAIN = Set.of("jwt", "application/jwt");

    private final String text;
    private final ReadToken parts;

    private BearerToken(String text, ReadToken parts) {
        this.text = text;
        this.parts = parts;
    }

    /** @throws TokenRefusedException where it is no compact JWS of a JSON object, within limits (JW-05) */
    public static BearerToken read(String text) {
        return new BearerToken(text, ReadToken.of(text));
    }

    /** For comparison with issuers that are configured. */
    public Optional<String> untrustedIssuer() {
        return member(parts.payload(), "iss");
    }

    /** For the search among an issuer's keys; within JW-03's form. */
    public String untrustedKeyName() {
        return header("kid").filter(name -> KID.matcher(name).matches())
                .orElseThrow(() -> new TokenRefusedException("the header names no key, or not in the form it takes"));
    }

    /**
     * Everything but the signature: so that no key is fetched for a token that no key could save.
     *
     * @throws TokenRefusedException where it is not, or not now, an access token of the issuer for this service
     */
    public void check(TrustedIssuer issuer, Instant at) {
        if (!HEADER.containsAll(parts.header().keySet()))
            throw new TokenRefusedException("the header has a member that is not taken");
        untrustedKeyName();
        algorithm();
        new IssuedClaims(parts.payload()).check(issuer, declared(), at);
    }

    /**
     * @param tenant whose issuer it is
     * @throws TokenRefusedException where {@link #check} does, or it is not signed by that key of the issuer
     */
    public Caller verify(TrustedIssuer issuer, IssuerKeys keys, String tenant, Instant at) {
        check(issuer, at);
        BearerAlgorithm algorithm = algorithm();
        PublicKey key = keys.find(untrustedKeyName(), algorithm)
                .orElseThrow(() -> new TokenRefusedException("the issuer has no such key for that algorithm"));
        if (parts.signature().length() != algorithm.signatureOctets(key) || !signed(algorithm, key))
            throw new TokenRefusedException("the signature does not verify");
        return new IssuedClaims(parts.payload()).caller(issuer, tenant);
    }

    private boolean signed(BearerAlgorithm algorithm, PublicKey key) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm.name()));
            jws.setCompactSerialization(text);
            jws.setKey(key);
            return jws.verifySignature();
        } catch (JoseException refused) {
            return false;
        }
    }

    private BearerAlgorithm algorithm() {
        return header("alg").flatMap(BearerAlgorithm::named)
                .orElseThrow(() -> new TokenRefusedException("the header's alg is none that is taken"));
    }

    /** RFC 9068 §2.1: whether it says of itself that it is an access token; a plain JWT has to show it. */
    private boolean declared() {
        String type = header("typ").orElse("").toLowerCase(Locale.ROOT);
        if (!ACCESS_TOKEN.contains(type) && !PLAIN.contains(type))
            throw new TokenRefusedException("the header's typ is neither at+jwt nor JWT");
        return ACCESS_TOKEN.contains(type);
    }

    private Optional<String> header(String name) {
        return member(parts.header(), name);
    }

    private static Optional<String> member(jakarta.json.JsonObject object, String name) {
        return object.get(name) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }
}
