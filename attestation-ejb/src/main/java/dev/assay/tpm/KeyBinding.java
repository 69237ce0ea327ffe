package dev.assay.tpm;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.tpm2.Attest;
import dev.assay.tpm2.TpmHash;
import dev.assay.tpm2.TpmPublic;
import dev.assay.tpm2.TpmSignature;

/** How a key sent along is said to be bound to the TPM (maa-tpm §2.3). Unverified. */
public sealed interface KeyBinding {
    /** Not at all. */
    record None() implements KeyBinding {}

    /** The quote's extraData names the key. @param hashName as sent */
    record Quoted(String hashName, TpmHash hash) implements KeyBinding {
        /** The key's text exactly as sent, a zero octet, the challenge. */
        Bytes expected(String rawJwk, Bytes challenge) {
            return hash.digest(Bytes.utf8(rawJwk).concat(Bytes.hex("00")).concat(challenge));
        }
    }

    /** TPM2_Certify by the attestation key. */
    record Certified(TpmPublic area, Attest certification, TpmSignature signature) implements KeyBinding {}

    /** @param key the object that holds {@code jwk} and {@code info} */
    static KeyBinding read(Fields key) {
        Fields info = key.object("info").orElse(new Fields(key.path("info"),
                jakarta.json.JsonValue.EMPTY_JSON_OBJECT));
        if (info.has("tpm_quote") && info.has("tpm_certify"))
            throw key.refuse("info", "has both tpm_quote and tpm_certify; one binding is allowed");
        if (info.has("tpm_quote"))
            return quoted(info.demandObject("tpm_quote"));
        return info.has("tpm_certify") ? certified(info.demandObject("tpm_certify")) : new None();
    }

    private static KeyBinding quoted(Fields fields) {
        String name = fields.text("hash_alg", 16).orElseThrow(() -> fields.refuse("hash_alg", "is missing"));
        return new Quoted(name, switch (name) {
            case "sha-256" -> TpmHash.SHA256;
            case "sha-384" -> TpmHash.SHA384;
            case "sha-512" -> TpmHash.SHA512;
            default -> throw fields.refuse("hash_alg", "is not sha-256, sha-384 or sha-512");
        });
    }

    private static KeyBinding certified(Fields fields) {
        return new Certified(in(fields, "public", () -> TpmPublic.read(fields.demandOctets("public"))),
                in(fields, "certification", () -> Attest.read(fields.demandOctets("certification"))),
                in(fields, "signature", () -> TpmSignature.read(fields.demandOctets("signature"))));
    }

    /** A structure's own message, and which member holds it. */
    static <T> T in(Fields fields, String name, java.util.function.Supplier<T> read) {
        try {
            return read.get();
        } catch (MalformedException refused) {
            if (refused.getMessage().startsWith(fields.path(name)))
                throw refused;
            throw fields.refuse(name, refused.getMessage());
        }
    }
}
