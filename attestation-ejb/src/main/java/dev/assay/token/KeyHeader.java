package dev.assay.token;

import dev.assay.bytes.Bytes;
import dev.assay.signing.PublishedKey;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** A signing key's certificates as members of a JOSE header (RFC 7515 §4.1.6, §4.1.7). */
final class KeyHeader {
    private KeyHeader() {}

    /** {@code x5c}: the chain as held, the key's own first; base64 with padding. */
    static JsonArrayBuilder certificates(PublishedKey key) {
        JsonArrayBuilder chain = Json.createArrayBuilder();
        key.chain().forEach(certificate -> chain.add(Base64.getEncoder().encodeToString(der(certificate))));
        return chain;
    }

    /** {@code x5t}: names the certificate, and vouches for nothing, so that SHA-1 does. */
    static String thumbprint(PublishedKey key) {
        try {
            return Bytes.copyOf(MessageDigest.getInstance("SHA-1").digest(der(key.certificate()))).toBase64Url();
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("this JVM has no SHA-1", absent);
        }
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException refused) {
            throw new IllegalStateException("a certificate that was read has no encoding", refused);
        }
    }
}
