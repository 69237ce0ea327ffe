package dev.assay.identity;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Set;

/** A compact JWS taken apart within limits, before any library sees it; nothing of it is believed yet. */
record ReadToken(JsonObject header, JsonObject payload, Bytes signature) {
    private static final int LARGEST = 16 << 10;
    private static final int SIGNATURE = 64;
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

    static ReadToken of(String token) {
        if (token.length() > LARGEST)
            throw new TokenRefusedException("the token is larger than 16 KiB");
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3)
            throw new TokenRefusedException("the token is no compact JWS");
        try {
            // why all three: the library's decoder takes padding and stray characters.
            return new ReadToken(object("header", parts[0]), object("payload", parts[1]),
                    Base64Url.decode("signature", parts[2]));
        } catch (MalformedException malformed) {
            throw new TokenRefusedException("the token's " + malformed.getMessage());
        }
    }

    private static JsonObject object(String part, String text) {
        return StrictJson.object(part, Base64Url.decode(part, text));
    }

    /**
     * Which of our keys it names. Three members and no other: so no crit, b64, zip, jwk, jku, x5u or x5c chooses a key
     * or a meaning (JW-03).
     */
    String checkedKid() {
        // RFC 7518 §3.4
        if (signature.length() != SIGNATURE)
            throw new TokenRefusedException("the signature is not of ES256");
        if (!HEADER.equals(header.keySet()))
            throw new TokenRefusedException("the header's members are not alg, kid and typ");
        check("alg", AccessTokens.ALGORITHM);
        check("typ", AccessTokens.TYPE);
        if (!(header.get("kid") instanceof JsonString kid))
            throw new TokenRefusedException("the header's kid is no text");
        return kid.getString();
    }

    private void check(String member, String expected) {
        if (!header.get(member).equals(Json.createValue(expected)))
            throw new TokenRefusedException("the header's " + member + " is not this installation's");
    }
}
