package dev.assay.emulator.tpm;

import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.P256;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** How a key of a TPM signs, and what its public area says of that (Part 2, 11.2). */
public enum KeyForm {
    RSASSA(0x0014),
    RSAPSS(0x0016),
    ECDSA(0x0018);

    private final int scheme;

    KeyForm(int scheme) {
        this.scheme = scheme;
    }

    /** TPM_ALG_ID of the scheme. */
    int scheme() {
        return scheme;
    }

    boolean elliptic() {
        return this == ECDSA;
    }

    KeyPair generate() {
        return elliptic() ? P256.generate() : rsa(2048);
    }

    static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this JVM has no RSA", absent);
        }
    }

    /** TPMT_SIGNATURE (Part 2, 11.3.4). */
    Octets signature(KeyPair keys, Octets message, Bank hash) {
        return Octets.join(Octets.big16(scheme), Octets.big16(hash.id()), switch (this) {
            case RSASSA, RSAPSS -> Marshal.sized(raw(keys, message, hash));
            case ECDSA -> points(raw(keys, message, hash));
        });
    }

    /** For RSA the number, for ECDSA r and s one after the other. */
    Octets raw(KeyPair keys, Octets message, Bank hash) {
        try {
            Signature signer = signer(hash);
            signer.initSign(keys.getPrivate());
            signer.update(message.toArray());
            return Octets.of(signer.sign());
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("the key does not sign", refused);
        }
    }

    private Signature signer(Bank hash) throws GeneralSecurityException {
        String sha = hash.jca().replace("-", "");
        return switch (this) {
            case RSASSA -> Signature.getInstance(sha + "withRSA");
            case RSAPSS -> pss(hash);
            case ECDSA -> Signature.getInstance(sha + "withECDSAinP1363Format");
        };
    }

    /** The salt is as long as the digest (FIPS 186). */
    private static Signature pss(Bank hash) throws GeneralSecurityException {
        Signature signer = Signature.getInstance("RSASSA-PSS");
        signer.setParameter(new PSSParameterSpec(hash.jca(), "MGF1", new MGF1ParameterSpec(hash.jca()), hash.length(),
                1));
        return signer;
    }

    private static Octets points(Octets raw) {
        return Marshal.sized(raw.slice(0, 32)).then(Marshal.sized(raw.slice(32, 64)));
    }

    /** RSADP: what a TPM does under OAEP. */
    static BigInteger decrypt(KeyPair keys, Octets cipherText) {
        RSAPrivateKey key = (RSAPrivateKey) keys.getPrivate();
        return new BigInteger(1, cipherText.toArray()).modPow(key.getPrivateExponent(), key.getModulus());
    }
}
