package dev.assay.tpm;

import dev.assay.bytes.Bytes;
import dev.assay.tpm2.TpmHash;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** RSA keys made once, and what TPMs and clients do with them. */
final class SoftKeys {
    static final KeyPair AIK = rsa(2048);
    static final KeyPair REQUEST = rsa(2048);
    static final KeyPair OTHER = rsa(2048);
    static final KeyPair SHORT = rsa(1024);

    private SoftKeys() {}

    static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }

    /** TPMT_SIGNATURE. */
    static Bytes signed(Bytes octets, KeyPair keys, int algorithm, TpmHash hash) {
        Bytes signature = algorithm == 0x16
                ? pss(octets, keys, hash)
                : sign(hash.jca().replace("-", "") + "withRSA", octets, keys);
        return new Octets().u16(algorithm).u16(hash.id()).sized(signature).bytes();
    }

    static Bytes pss(Bytes octets, KeyPair keys, TpmHash hash) {
        try {
            Signature signer = Signature.getInstance("RSASSA-PSS");
            signer.setParameter(new PSSParameterSpec(hash.jca(), "MGF1", new MGF1ParameterSpec(hash.jca()),
                    hash.length(), 1));
            signer.initSign(keys.getPrivate());
            signer.update(octets.toArray());
            return Bytes.copyOf(signer.sign());
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException(refused);
        }
    }

    static Bytes sign(String algorithm, Bytes octets, KeyPair keys) {
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(keys.getPrivate());
            signer.update(octets.toArray());
            return Bytes.copyOf(signer.sign());
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException(refused);
        }
    }

    static String jwk(KeyPair keys) {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return "{ \"kty\":\"RSA\",\"n\" : \"" + modulus(keys).toBase64Url() + "\",\"e\":\""
                + unsigned(key.getPublicExponent()).toBase64Url() + "\"}";
    }

    static Bytes modulus(KeyPair keys) {
        return unsigned(((RSAPublicKey) keys.getPublic()).getModulus());
    }

    /** TPMT_PUBLIC of an RSA key that signs with RSASSA, or whatever the caller's scheme is, and SHA-256. */
    static Bytes area(KeyPair keys, long attributes, int scheme) {
        Octets area = new Octets().u16(1).u16(0x0b).u32(attributes).sized(Bytes.hex("aabb")).u16(0x10).u16(scheme);
        if (scheme != 0x10)
            area.u16(0x0b);
        return area.u16(modulus(keys).length() * 8).u32(0).sized(modulus(keys)).bytes();
    }

    static Bytes spki(KeyPair keys) {
        return Bytes.copyOf(keys.getPublic().getEncoded());
    }

    private static Bytes unsigned(BigInteger value) {
        Bytes two = Bytes.copyOf(value.toByteArray());
        return two.at(0) == 0 ? two.slice(1, two.length()) : two;
    }
}
