package dev.assay.tpm2;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What TPM2_ActivateCredential opens: made as TPM2_MakeCredential makes it (Part 1, 24; Part 3, 12.6).
 *
 * @param idObject TPM2B_ID_OBJECT: integrity and the secret, encrypted
 * @param encryptedSecret TPM2B_ENCRYPTED_SECRET: the seed, for the EK
 */
public record Credential(Bytes idObject, Bytes encryptedSecret) {
    /**
     * TP-08: a secret that only the TPM with this EK, holding the object of this Name, can tell.
     *
     * @param secret not longer than the EK's nameAlg digest
     * @throws MalformedException where the EK may not receive it or the secret is too long
     */
    public static Credential make(TpmPublic ek, Bytes name, Bytes secret, SecureRandom random) {
        ek.checkEndorsementKey();
        if (secret.length() == 0 || secret.length() > ek.nameAlg().length())
            throw new MalformedException("credential",
                    "is not 1 to " + ek.nameAlg().length() + " bytes long (Part 3, 12.6)");
        Seed seed = Seed.make(ek, random);
        return new Credential(idObject(ek, name, secret, seed.value()), seed.encrypted());
    }

    /** Part 1, 24.4 and 24.5. */
    private static Bytes idObject(TpmPublic ek, Bytes name, Bytes secret, Bytes seed) {
        TpmHash hash = ek.nameAlg();
        Bytes cipherKey = KeyDerivation.kdfA(hash, seed, "STORAGE", name, ek.aesBits().orElseThrow());
        Bytes encrypted = cfb(cipherKey, Wire.sized(secret));
        Bytes macKey = KeyDerivation.kdfA(hash, seed, "INTEGRITY", Bytes.EMPTY, hash.length() * 8);
        Bytes integrity = KeyDerivation.hmac(hash, macKey, encrypted.concat(name));
        return Wire.sized(Wire.sized(integrity).concat(encrypted));
    }

    /** The key is used once, so that the vector is zero (Part 1, 24.4). */
    private static Bytes cfb(Bytes key, Bytes plain) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CFB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key.toArray(), "AES"),
                    new IvParameterSpec(new byte[16]));
            return Bytes.copyOf(cipher.doFinal(plain.toArray()));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this JVM has no AES-CFB", absent);
        }
    }
}
