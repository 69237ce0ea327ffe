package dev.assay.emulator.pki;

import dev.assay.emulator.bytes.Octets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** PEM (RFC 7468) with line feeds and lines of 64, as Intel writes it. */
public final class Pem {
    private Pem() {}

    public static String block(String label, Octets der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der.toArray());
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /** The first block with this label. */
    public static Octets read(String label, String text) {
        Matcher block = Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label + "-----")
                .matcher(text);
        if (!block.find())
            throw new IllegalArgumentException("the text has no PEM block " + label);
        return Octets.of(Base64.getMimeDecoder().decode(block.group(1)));
    }

    /** Private key (PKCS #8) and public key, one after the other. */
    public static String keyPair(KeyPair keys) {
        return block("PRIVATE KEY", Octets.of(keys.getPrivate().getEncoded()))
                + block("PUBLIC KEY", Octets.of(keys.getPublic().getEncoded()));
    }

    public static KeyPair readKeyPair(String text) {
        try {
            byte[] spki = read("PUBLIC KEY", text).toArray();
            KeyFactory factory = KeyFactory.getInstance(algorithm(spki));
            return new KeyPair(factory.generatePublic(new X509EncodedKeySpec(spki)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(read("PRIVATE KEY", text).toArray())));
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException("the text has no key pair, elliptic-curve or RSA", refused);
        }
    }

    private static String algorithm(byte[] spki) {
        return PKCSObjectIdentifiers.rsaEncryption
                .equals(SubjectPublicKeyInfo.getInstance(spki).getAlgorithm().getAlgorithm()) ? "RSA" : "EC";
    }
}
