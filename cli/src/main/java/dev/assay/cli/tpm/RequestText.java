package dev.assay.cli.tpm;

import dev.assay.bytes.Bytes;
import dev.assay.cli.Json;
import dev.assay.tpm2.PcrValues;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/**
 * The payload of message 3, version 2 (maa-tpm §2.2).
 *
 * @param logs TCG logs in measurement order
 */
record RequestText(Challenge challenge, Wanted wanted, List<Bytes> logs, JsonObject attestationKey) {
    /** What goes back into the token. @param nonce of ours, by which the token is known to be new */
    record Wanted(Optional<String> relyingParty, Bytes nonce) {}

    String of(Quoted quoted, JsonObject requestKey) {
        JsonObjectBuilder data = Json.object();
        wanted.relyingParty().ifPresent(id -> data.add("rp_id", id));
        data.add("rp_data", wanted.nonce().toBase64Url()).add("challenge", challenge.challenge().toBase64Url())
                .add("tpm_att_data", Json.object().add("current_attestation", state(quoted)))
                .add("request_key", requestKey(requestKey)).add("service_context", challenge.context());
        return Json.line(Json.object().add("att_type", "basic").add("att_data", data).build());
    }

    private static JsonObject requestKey(JsonObject jwk) {
        return Json.object().add("jwk", jwk)
                .add("info", Json.object().add("tpm_quote", Json.object().add("hash_alg", "sha-256"))).build();
    }

    /** The machine's state alone, as {@code appraise} takes it. */
    String attestation(Quoted quoted) {
        return Json.line(state(quoted));
    }

    private JsonObject state(Quoted quoted) {
        JsonArrayBuilder list = Json.array();
        logs.forEach(log -> list.add(Json.object().add("type", "TCG").add("log", log.toBase64Url())));
        return Json.object().add("logs", list).add("aik_pub", attestationKey).add("pcrs", pcrs(quoted.values()))
                .add("quote", quoted.attest().toBase64Url()).add("signature", quoted.signature().toBase64Url())
                .build();
    }

    private static JsonArrayBuilder pcrs(PcrValues values) {
        JsonArrayBuilder banks = Json.array();
        values.banks().forEach((bank, registers) -> {
            JsonArrayBuilder list = Json.array();
            registers.forEach((index, value) -> list
                    .add(Json.object().add("index", index).add("digest", value.toBase64Url())));
            banks.add(Json.object().add("algorithm", bank.id()).add("values", list));
        });
        return banks;
    }
}
