package dev.assay.cli.relying;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Decides whether a token may be believed, by asking its issuer for the keys. */
public final class RelyingParty {
    private final Web web;
    private final Consumer<String> told;

    /** @param told receives one sentence for every check that held, in order */
    public RelyingParty(Web web, Consumer<String> told) {
        this.web = web;
        this.told = told;
    }

    /**
     * @return the token's claims
     * @throws RefusedException with the one reason where the token is not to be believed
     * @throws UnreachableException where the issuer could not be asked
     */
    public JsonObject verify(String token, IssuerUrl issuer, Instant at) {
        SignedToken signed = SignedToken.read(token);
        URI keySet = keySet(issuer);
        signed.checkKeySetHint(keySet);
        PublishedKey key = pick(web.fetch(keySet), signed.keyId());
        told.accept("Key: the issuer's key set has exactly one key named " + signed.keyId() + (key.certified()
                ? ", and its certificate and public members are one key."
                : ", without a certificate."));
        JsonObject claims = signed.verify(key.key());
        told.accept("Signature: the token is signed with that key (" + signed.algorithm() + ").");
        Registered registered = new Registered(claims);
        registered.checkTimes(at);
        told.accept("Times: " + at + " lies between nbf and exp, give or take 60 seconds.");
        registered.checkIssuer(issuer);
        told.accept("Issuer: iss is exactly " + issuer.text() + ".");
        return claims;
    }

    private URI keySet(IssuerUrl issuer) {
        JsonObject metadata = web.fetch(issuer.metadata());
        if (!issuer.text().equals(text(metadata, "issuer")))
            throw new RefusedException("The metadata at " + issuer.metadata() + " names another issuer.");
        URI keySet = issuer.under("jwks_uri", text(metadata, "jwks_uri"));
        told.accept("Metadata: the issuer publishes its keys at " + keySet + ", under its own URL.");
        return keySet;
    }

    private static PublishedKey pick(JsonObject keySet, String keyId) {
        if (!(keySet.get("keys") instanceof JsonArray keys))
            throw new RefusedException("The issuer's key set has no list of keys.");
        List<JsonObject> named = keys.stream().filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject)
                .filter(entry -> keyId.equals(text(entry, "kid"))).toList();
        return switch (named.size()) {
            case 0 -> throw new RefusedException("The issuer has no key with the token's kid.");
            case 1 -> PublishedKey.read(named.getFirst());
            default -> throw new RefusedException("The issuer has several keys with the token's kid.");
        };
    }

    /** Empty where there is no such text. */
    static String text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text ? text.getString() : "";
    }
}
