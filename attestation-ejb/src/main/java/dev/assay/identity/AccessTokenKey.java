package dev.assay.identity;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;

/** A P-256 key of this installation's access tokens. @param kid of the public key itself, never taken from a token */
public record AccessTokenKey(String kid, PublicKey publicKey, PrivateKey privateKey) {
    /** The two halves of a new key. */
    public static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this JVM makes no P-256 keys", absent);
        }
    }

    /** Whether the halves belong together: a stored public key is believed for no other reason. */
    public boolean sound() {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(privateKey);
            signature.update((byte) 1);
            byte[] made = signature.sign();
            signature.initVerify(publicKey);
            signature.update((byte) 1);
            return signature.verify(made);
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "AccessTokenKey[" + kid + "]";
    }
}
