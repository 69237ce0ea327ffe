package dev.assay.tpm2;

import dev.assay.bytes.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * A seed shared with an EK (Part 1, B.10.3 and C.6.3).
 *
 * @param encrypted TPM2B_ENCRYPTED_SECRET
 */
record Seed(Bytes value, Bytes encrypted) {
    private static final String LABEL = "IDENTITY";

    static Seed make(TpmPublic ek, SecureRandom random) {
        try {
            return switch (ek.key()) {
                case TpmKey.Rsa rsa -> wrapped(rsa, ek.nameAlg(), random);
                case TpmKey.Ecc ecc -> agreed(ecc, ek.nameAlg(), random);
            };
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("a seed for the EK cannot be made", refused);
        }
    }

    /** OAEP with the EK's nameAlg; the label's zero octet counts (Part 1, B.4). */
    private static Seed wrapped(TpmKey.Rsa ek, TpmHash hash, SecureRandom random) throws GeneralSecurityException {
        byte[] seed = new byte[hash.length()];
        random.nextBytes(seed);
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(Cipher.ENCRYPT_MODE, ek.jca(),
                new OAEPParameterSpec(hash.jca(), "MGF1", new MGF1ParameterSpec(hash.jca()),
                        new PSource.PSpecified(KeyDerivation.label(LABEL).toArray())),
                random);
        return new Seed(Bytes.copyOf(seed), Wire.sized(Bytes.copyOf(cipher.doFinal(seed))));
    }

    /** One-pass ECDH with an ephemeral key; its point is what is sent (Part 1, C.6.3). */
    private static Seed agreed(TpmKey.Ecc ek, TpmHash hash, SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(ek.curve().parameters(), random);
        KeyPair ephemeral = generator.generateKeyPair();
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(ephemeral.getPrivate());
        agreement.doPhase(ek.jca(), true);
        Bytes z = Bytes.copyOf(agreement.generateSecret());
        int octets = ek.curve().octets();
        var point = ((ECPublicKey) ephemeral.getPublic()).getW();
        Bytes x = fixed(point.getAffineX(), octets);
        Bytes parties = x.concat(fixed(new BigInteger(1, ek.x().toArray()), octets));
        Bytes sent = Wire.sized(x).concat(Wire.sized(fixed(point.getAffineY(), octets)));
        return new Seed(KeyDerivation.kdfE(hash, z, LABEL, parties, hash.length() * 8), Wire.sized(sent));
    }

    private static Bytes fixed(BigInteger value, int octets) {
        byte[] shortest = value.toByteArray();
        byte[] fixed = new byte[octets];
        int length = Math.min(shortest.length, octets);
        System.arraycopy(shortest, shortest.length - length, fixed, octets - length, length);
        return Bytes.copyOf(fixed);
    }
}
