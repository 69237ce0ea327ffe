package dev.assay.tpm;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.Refusal;
import dev.assay.eventlog.LogReading;
import dev.assay.pki.Certificate;
import dev.assay.tpm2.Attest;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Locale;

/** A request's fields as they can be read, unverified: for people and comparisons, never for a decision. */
final class TpmDescription {
    private static final JsonProvider JSON = JsonProvider.provider();

    private TpmDescription() {}

    /** {@code {"request":{…},"quote":{…},"boot_quote":{…}?}}; empty where the request cannot be read. */
    static JsonObject of(Bytes evidence) {
        try {
            return of(TpmRequest.read(evidence));
        } catch (MalformedException | Refusal unread) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    private static JsonObject of(TpmRequest request) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("request", request(request))
                .add("quote", state(request.current()));
        request.boot().ifPresent(boot -> json.add("boot_quote", state(boot)));
        return json.build();
    }

    private static JsonObjectBuilder request(TpmRequest request) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("version", request.windows() ? 1 : 2)
                .add("signed", request.signature().isPresent()).add("challenge", request.challenge().toHex())
                .add("aik_spki_sha256", request.attestationKey().spki().sha256().toHex());
        request.attestationKey().certificate().ifPresent(certificate -> json.add("aik_cert", certificate(certificate)));
        request.keys().signer().ifPresent(key -> json.add("request_key_binding", binding(key)));
        return json.add("other_keys", request.keys().others().size())
                .add("custom_claims", request.customClaims().size());
    }

    private static JsonObjectBuilder certificate(Certificate certificate) {
        return JSON.createObjectBuilder().add("subject", certificate.subject()).add("issuer", certificate.issuer())
                .add("not_before", certificate.notBefore().toString())
                .add("not_after", certificate.notAfter().toString());
    }

    private static String binding(RequestKey key) {
        return switch (key.binding()) {
            case KeyBinding.None none -> "none";
            case KeyBinding.Quoted quoted -> "tpm_quote";
            case KeyBinding.Certified certified -> "tpm_certify";
        };
    }

    private static JsonObjectBuilder state(QuotedState state) {
        Attest quote = state.quote();
        JsonArrayBuilder selection = JSON.createArrayBuilder();
        quote.quote().selections().forEach(one -> selection.add(JSON.createObjectBuilder()
                .add("hash", one.bank().name().toLowerCase(Locale.ROOT))
                .add("pcrs", JSON.createArrayBuilder(one.registers()))));
        return JSON.createObjectBuilder().add("qualified_signer", quote.qualifiedSigner().toHex())
                .add("extra_data", quote.extraData().toHex()).add("clock", Long.toUnsignedString(quote.clock().clock()))
                .add("reset_count", quote.clock().resetCount()).add("restart_count", quote.clock().restartCount())
                .add("safe", quote.clock().safe())
                .add("firmware_version", "%016x".formatted(quote.firmwareVersion()))
                .add("pcr_selection", selection).add("pcr_digest", quote.quote().pcrDigest().toHex())
                .add("signature", state.signature().scheme().toString()).add("logs", logs(state.logs()));
    }

    private static JsonArrayBuilder logs(List<Bytes> logs) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        for (Bytes log : logs) {
            LogReading reading = LogReading.of(log);
            JsonObjectBuilder json = JSON.createObjectBuilder().add("size", log.length())
                    .add("format", reading.log().format().label()).add("event_count", reading.log().events().size());
            reading.failure().ifPresent(failure -> json.add("parse_error", failure.getMessage()));
            array.add(json);
        }
        return array;
    }
}
