package dev.assay.token;

import dev.assay.bytes.Bytes;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the answers to policy calls claim (maa-api §3.2, §4), and those of 2018-09-01-preview (§7). */
public final class PolicyClaims {
    private PolicyClaims() {}

    /** @param document byte for byte as it was stored */
    public static JsonObject current(String document) {
        return Json.createObjectBuilder().add("x-ms-policy", document).build();
    }

    public static JsonObject updated(Bytes hash, Optional<PolicySigner> signer) {
        JsonObjectBuilder claims = Json.createObjectBuilder().add("x-ms-policy-result", "Updated")
                .add("x-ms-policy-token-hash", hash.toBase64Url());
        signer.ifPresent(who -> claims.add("x-ms-policy-signer", who.jwk()));
        return claims.build();
    }

    public static JsonObject removed() {
        return Json.createObjectBuilder().add("x-ms-policy-result", "Removed").build();
    }

    public static JsonObject certificates(List<X509Certificate> listed) {
        return Json.createObjectBuilder().add("x-ms-policy-certificates", keys(listed)).build();
    }

    /** The published examples have the first, base64url; the second is hexadecimal in recorded tokens. */
    public static JsonObject preview(Bytes hash) {
        return Json.createObjectBuilder().add("aas-policyHash", hash.toBase64Url())
                .add("maa-policyHash", hash.toHex()).build();
    }

    /** @param document to be sent back, in this answer, to bring it in force */
    public static JsonObject prepared(String document, Bytes hash) {
        return Json.createObjectBuilder(preview(hash)).add("x-ms-policy", document).build();
    }

    public static JsonObject previewCertificates(List<X509Certificate> listed) {
        return Json.createObjectBuilder().add("aas-policyCertificates", keys(listed))
                .add("maa-policyCertificates", keys(listed)).build();
    }

    /** @param listed whether the tenant lists it now. The thumbprint is SHA-1 in capital digits (maa-api §4). */
    public static JsonObject certificate(Bytes der, boolean listed) {
        return Json.createObjectBuilder().add("x-ms-certificate-thumbprint", thumbprint(der))
                .add("x-ms-policycertificates-result", listed ? "IsPresent" : "IsAbsent").build();
    }

    /** A name the protocol gives a certificate; nothing rests on its strength. */
    public static String thumbprint(Bytes der) {
        try {
            return Bytes.copyOf(MessageDigest.getInstance("SHA-1").digest(der.toArray())).toHex()
                    .toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }

    private static JsonObject keys(List<X509Certificate> listed) {
        JsonArrayBuilder keys = Json.createArrayBuilder();
        listed.forEach(certificate -> keys.add(PolicySigner.jwk(certificate)));
        return Json.createObjectBuilder().add("keys", keys).build();
    }
}
