package dev.assay.tpm;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.tpm2.TpmKey;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.math.BigInteger;
import java.security.PublicKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * A public key as a JSON Web Key (RFC 7517; RFC 7518 §6).
 *
 * @param json as sent, every member
 */
public record Jwk(TpmKey key, JsonObject json) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    /** @throws MalformedException naming the member; also for a private key, which would come back in a token */
    static Jwk read(Fields fields) {
        PRIVATE.stream().filter(fields::has).findFirst().ifPresent(name -> {
            throw fields.refuse(name, "is a private member; send the public key only (RFC 7518, 6)");
        });
        String type = fields.text("kty", 16).orElseThrow(() -> fields.refuse("kty", "is missing"));
        return new Jwk(switch (type) {
            case "RSA" -> rsa(fields);
            case "EC" -> ecc(fields);
            default -> throw fields.refuse("kty", "is neither RSA nor EC");
        }, fields.json());
    }

    /** The members that are the key (RFC 7638 §3.2), as a token names it. */
    JsonObject bare() {
        JsonObjectBuilder bare = JSON.createObjectBuilder();
        Stream.of("kty", "crv", "n", "e", "x", "y").filter(json::containsKey)
                .forEach(name -> bare.add(name, json.get(name)));
        return bare.build();
    }

    /** DER SubjectPublicKeyInfo: two ways to write one key have one. */
    Bytes spki() {
        return spki(key.jca());
    }

    static Bytes spki(PublicKey key) {
        return Bytes.copyOf(key.getEncoded());
    }

    private static TpmKey rsa(Fields fields) {
        BigInteger modulus = new BigInteger(1, fields.demandOctets("n").toArray());
        BigInteger exponent = new BigInteger(1, fields.demandOctets("e").toArray());
        if (exponent.bitLength() > 32)
            throw fields.refuse("e", "is longer than 32 bits");
        int octets = (modulus.bitLength() + 7) / 8;
        return new TpmKey.Rsa(octets * 8, exponent.longValueExact(), unsigned(modulus, octets));
    }

    private static TpmKey ecc(Fields fields) {
        TpmKey.Curve curve = switch (fields.text("crv", 16).orElse("")) {
            case "P-256" -> TpmKey.Curve.P256;
            case "P-384" -> TpmKey.Curve.P384;
            case "P-521" -> TpmKey.Curve.P521;
            default -> throw fields.refuse("crv", "is not P-256, P-384 or P-521");
        };
        return new TpmKey.Ecc(curve, fields.demandOctets("x"), fields.demandOctets("y"));
    }

    private static Bytes unsigned(BigInteger value, int octets) {
        byte[] two = value.toByteArray();
        Bytes signed = Bytes.copyOf(two);
        return signed.length() > octets ? signed.slice(signed.length() - octets, signed.length()) : signed;
    }
}
