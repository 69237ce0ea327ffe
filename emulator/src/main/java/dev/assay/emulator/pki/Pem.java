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
            KeyFactory factory = KeyFactory.getInstance("EC");
            return new KeyPair(factory.generatePublic(new X509EncodedKeySpec(read("PUBLIC KEY", text).toArray())),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(read("PRIVATE KEY", text).toArray())));
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException("the text has no elliptic-curve key pair", refused);
        }
    }
}
