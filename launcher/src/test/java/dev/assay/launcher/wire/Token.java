package dev.assay.launcher.wire;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A compact JWS, taken apart and not verified. */
record Token(String compact, JsonObject header, JsonObject claims) {
    static Token parse(String compact) {
        String[] parts = compact.split("\\.", -1);
        return new Token(compact, part(parts[0]), part(parts[1]));
    }

    private static JsonObject part(String base64Url) {
        return Json.object(new String(Base64.getUrlDecoder().decode(base64Url), StandardCharsets.UTF_8));
    }

    String jti() {
        return claims.getString("jti");
    }

    /** The same token with another claim than was signed. */
    Token withClaimChanged(String from, String to) {
        String[] parts = compact.split("\\.", -1);
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        if (!payload.contains(from))
            throw new AssertionError("the payload has no " + from);
        return parse(parts[0] + "." + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(payload.replace(from, to).getBytes(StandardCharsets.UTF_8)) + "." + parts[2]);
    }
}
