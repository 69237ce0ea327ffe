package dev.assay.identity;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;

/** The keys an issuer signs with, from its JWK set (RFC 7517); those for other purposes and of other kinds are left out. */
public record IssuerKeys(List<IssuerKey> keys) {
    private static final int MOST = 100;

    public IssuerKeys {
        keys = List.copyOf(keys);
    }

    /** @throws MalformedException where it is no JWK set, or a key of it that would be used is unsound */
    public static IssuerKeys read(Bytes utf8) {
        JsonObject set = StrictJson.object("the key set", utf8);
        if (!(set.get("keys") instanceof JsonArray keys) || keys.size() > MOST)
            throw new MalformedException("the key set", "has no array keys of " + MOST + " at most");
        return new IssuerKeys(keys.stream().flatMap(value -> key(value).stream()).toList());
    }

    /** Whether there is a key of that name. */
    public boolean has(String kid) {
        return keys.stream().anyMatch(key -> key.kid().equals(kid));
    }

    /** The one key of that name and of the algorithm's type; empty where there is none, or more than one. */
    Optional<PublicKey> find(String kid, BearerAlgorithm algorithm) {
        List<IssuerKey> found = keys.stream().filter(key -> key.kid().equals(kid) && key.serves(algorithm)).toList();
        return found.size() == 1 ? Optional.of(found.getFirst().key()) : Optional.empty();
    }

    private static Optional<IssuerKey> key(JsonValue value) {
        if (!(value instanceof JsonObject jwk) || !signs(jwk))
            return Optional.empty();
        Optional<String> kid = text(jwk, "kid").filter(name -> BearerToken.KID.matcher(name).matches());
        return kid.flatMap(name -> publicKey(jwk).map(key -> new IssuerKey(name, key, text(jwk, "alg"))));
    }

    private static boolean signs(JsonObject jwk) {
        boolean operation = !(jwk.get("key_ops") instanceof JsonArray operations)
                || operations.stream().anyMatch(one -> one instanceof JsonString text
                        && text.getString().equals("verify"));
        return operation && text(jwk, "use").orElse("sig").equals("sig");
    }

    /** From the members of the key itself alone: certificates and addresses beside them are not looked at (JW-02). */
    private static Optional<PublicKey> publicKey(JsonObject jwk) {
        List<String> members = switch (text(jwk, "kty").orElse("")) {
            case "RSA" -> List.of("kty", "n", "e");
            case "EC" -> List.of("kty", "crv", "x", "y");
            default -> List.of();
        };
        if (members.isEmpty())
            return Optional.empty();
        Map<String, Object> parameters = members.stream()
                .collect(Collectors.toMap(name -> name, name -> text(jwk, name).orElse("")));
        try {
            return Optional.of((PublicKey) JsonWebKey.Factory.newJwk(parameters).getKey())
                    .filter(KeyStrength::suffices);
        } catch (JoseException | RuntimeException refused) {
            return Optional.empty(); // a curve or a form that is not known here
        }
    }

    private static Optional<String> text(JsonObject jwk, String member) {
        return jwk.get(member) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }
}
