package dev.assay.emulator.tpm;

import dev.assay.emulator.bytes.Octets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** TPM2_ActivateCredential (Part 3, 12.5; Part 1, 24 and B.4), step by step on octets. */
final class Activation {
    private static final Octets LABEL = Octets.utf8("IDENTITY\0");
    private static final int HASH = 32;

    private final KeyPair endorsementKey;
    private final Octets name;

    /** @param name of the object the credential must be for */
    Activation(KeyPair endorsementKey, Octets name) {
        this.endorsementKey = endorsementKey;
        this.name = name;
    }

    /** @throws IllegalArgumentException where it is not for this TPM and this object: TPM_RC_INTEGRITY */
    Octets open(Octets idObject, Octets encryptedSecret) {
        Octets seed = seed(unsized(encryptedSecret));
        Octets content = unsized(idObject);
        Octets integrity = content.slice(2, 2 + HASH);
        Octets encrypted = content.slice(2 + HASH, content.length());
        Octets macKey = kdfA(seed, "INTEGRITY", Octets.zero(0), 256);
        if (content.length() < 2 + HASH || !hmac(macKey, encrypted.then(name)).equals(integrity))
            throw refused("TPM_RC_INTEGRITY: the credential is for another object or another TPM");
        return unsized(decrypt(kdfA(seed, "STORAGE", name, 128), encrypted));
    }

    private static Octets unsized(Octets sized) {
        if (sized.length() < 2 || !Octets.big16(sized.length() - 2).equals(sized.slice(0, 2)))
            throw refused("TPM_RC_SIZE: a size does not agree with what follows");
        return sized.slice(2, sized.length());
    }

    /** EME-OAEP decoding with SHA-256 (RFC 8017 §7.1.2), by hand. */
    private Octets seed(Octets cipherText) {
        Octets encoded = Marshal.unsigned(KeyForm.decrypt(endorsementKey, cipherText), cipherText.length());
        Octets maskedSeed = encoded.slice(1, 1 + HASH);
        Octets maskedBlock = encoded.slice(1 + HASH, encoded.length());
        Octets mask = xor(maskedSeed, mgf1(maskedBlock, HASH));
        Octets block = xor(maskedBlock, mgf1(mask, maskedBlock.length()));
        Octets padding = Octets.zero(block.length() - 2 * HASH - 1).then(Octets.u8(1));
        if (!block.slice(0, block.length() - HASH).equals(LABEL.sha256().then(padding)))
            throw refused("TPM_RC_VALUE: the secret is not for this endorsement key");
        return block.slice(block.length() - HASH, block.length());
    }

    private static Octets mgf1(Octets seed, int length) {
        Octets mask = Octets.zero(0);
        for (int counter = 0; mask.length() < length; counter++)
            mask = mask.then(seed.then(Octets.big32(counter)).sha256());
        return mask.slice(0, length);
    }

    private static Octets xor(Octets one, Octets other) {
        byte[] mixed = one.toArray();
        byte[] with = other.toArray();
        for (int i = 0; i < mixed.length; i++)
            mixed[i] ^= with[i];
        return Octets.of(mixed);
    }

    /** Part 1, 11.4.10.2; one round of SHA-256 is enough for the lengths here. */
    private static Octets kdfA(Octets key, String label, Octets context, int bits) {
        return hmac(key, Octets.join(Octets.big32(1), Octets.utf8(label + "\0"), context, Octets.big32(bits)))
                .slice(0, bits / 8);
    }

    private static Octets hmac(Octets key, Octets message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.toArray(), "HmacSHA256"));
            return Octets.of(mac.doFinal(message.toArray()));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this JVM has no HMAC", absent);
        }
    }

    private static Octets decrypt(Octets key, Octets encrypted) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CFB/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key.toArray(), "AES"),
                    new IvParameterSpec(new byte[16]));
            return Octets.of(cipher.doFinal(encrypted.toArray()));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this JVM has no AES-CFB", absent);
        }
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(why);
    }
}
