package dev.assay.attestationkey;

import dev.assay.bytes.Bytes;
import dev.assay.tpm2.TpmPublic;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HexFormat;

/** TPMT_PUBLIC of keys made in tests, by the templates of TCG. */
final class PublicAreas {
    static final int ATTESTATION_KEY = 0x00050032;
    static final int ENDORSEMENT_KEY = 0x000300b2;
    /** PolicyA of the EK Credential Profile: TPM2_PolicySecret of the endorsement hierarchy. */
    private static final String POLICY = "0020837197674484b3f81a90cc8d46a5d724fd52d76e06520b64f2a1da1b331469aa";
    private static final String AES_128_CFB = "000600800043";
    private static final String NONE = "0010";

    private PublicAreas() {}

    static TpmPublic attestation(PublicKey key) {
        return attestation(key, ATTESTATION_KEY);
    }

    static TpmPublic attestation(PublicKey key, int attributes) {
        String scheme = key instanceof RSAPublicKey ? "0014000b" : "0018000b";
        return area(key, attributes, "0000" + NONE + scheme);
    }

    static TpmPublic endorsement(PublicKey key) {
        return endorsement(key, ENDORSEMENT_KEY);
    }

    static TpmPublic endorsement(PublicKey key, int attributes) {
        return area(key, attributes, POLICY + AES_128_CFB + NONE);
    }

    private static TpmPublic area(PublicKey key, int attributes, String parameters) {
        String head = "000b%08x".formatted(attributes) + parameters;
        String octets = switch (key) {
            case RSAPublicKey rsa -> "0001" + head + "%04x".formatted(rsa.getModulus().bitLength()) + "00000000"
                    + sized(rsa.getModulus());
            case ECPublicKey ec -> "0023" + head + curve(ec) + NONE + sized(ec.getW().getAffineX())
                    + sized(ec.getW().getAffineY());
            default -> throw new IllegalArgumentException(key.getAlgorithm());
        };
        return TpmPublic.read(Bytes.hex(octets));
    }

    private static String curve(ECPublicKey key) {
        return key.getParams().getOrder().bitLength() == 256 ? "0003" : "0004";
    }

    private static String sized(BigInteger value) {
        byte[] octets = value.toByteArray();
        int from = octets[0] == 0 ? 1 : 0;
        return "%04x".formatted(octets.length - from) + HexFormat.of().formatHex(octets, from, octets.length);
    }
}
