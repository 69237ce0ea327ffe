package dev.assay.signing;

import java.security.PublicKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Names keys: RFC 7638 SHA-256 thumbprint, base64url. */
public final class Thumbprint {
    private Thumbprint() {}

    /** @throws KeyUnavailableException where the key is of no kind a JWK can hold */
    public static String of(PublicKey key) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(key).calculateBase64urlEncodedThumbprint("SHA-256");
        } catch (JoseException unknown) {
            throw new KeyUnavailableException("the public key is of no kind a JSON Web Key can hold", unknown);
        }
    }
}
