package dev.assay.web;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.HeldData;
import dev.assay.json.StrictJson;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Optional;

/**
 * The JSON object posted to an attest endpoint (maa-api §2.1–2.3), decoded. Names match without case; unknown members
 * are ignored; whatever else differs from the contract is a {@link MalformedException} naming the member.
 */
record AttestBody(AppraisalRequest request, Optional<String> draftPolicy) {
    private static final int MAX_NONCE = 1024;

    static AttestBody read(AttestationType type, Bytes utf8) {
        Members body = new Members("", StrictJson.request("body", utf8));
        return new AttestBody(request(type, body), body.text("draftPolicyForAttestation"));
    }

    /** The evidence with what it is said to bind. */
    static AppraisalRequest request(AttestationType type, Members body) {
        return new AppraisalRequest(type, evidence(type, body), heldData(body, "runtimeData"),
                heldData(body, "initTimeData"), nonce(body));
    }

    /**
     * As 2018-09-01-preview has it: {@code Quote}, which for Open Enclave is the report with its header, and
     * {@code EnclaveHeldData} (maa-api §7).
     */
    static AttestBody readPreview(AttestationType type, Bytes utf8) {
        Members body = new Members("", StrictJson.request("body", utf8));
        Optional<HeldData> held = body.text("EnclaveHeldData").map(
                data -> new HeldData(Base64Url.decodePadded("EnclaveHeldData", data), HeldData.Kind.BINARY));
        return new AttestBody(new AppraisalRequest(type, EvidenceText.decode("Quote", body.required("Quote")), held,
                Optional.empty(), Optional.empty()), Optional.empty());
    }

    private static Bytes evidence(AttestationType type, Members body) {
        String member = EvidenceText.member(type);
        return EvidenceText.decode(member, body.text(member).orElseThrow(() -> EvidenceText.missing(type, body)));
    }

    private static Optional<HeldData> heldData(Members body, String member) {
        return body.object(member).map(held -> new HeldData(
                Base64Url.decodePadded(member + ".data", held.required("data")), kind(held.required("dataType"),
                        member)));
    }

    private static HeldData.Kind kind(String dataType, String member) {
        return switch (dataType.toLowerCase(Locale.ROOT)) {
            case "binary" -> HeldData.Kind.BINARY;
            case "json" -> HeldData.Kind.JSON;
            default -> throw new MalformedException(member + ".dataType", "is neither Binary nor JSON");
        };
    }

    /** A string, or a number as some clients send it; its text goes into the token unchanged. */
    private static Optional<String> nonce(Members body) {
        Optional<String> nonce = body.value("nonce").map(value -> switch (value) {
            case JsonString text -> text.getString();
            case JsonNumber number -> number.toString();
            default -> throw new MalformedException("nonce", "is neither a string nor a number");
        });
        // EV-09: an empty nonce proves nothing and looks as if it did.
        nonce.filter(text -> text.isEmpty() || text.length() > MAX_NONCE).ifPresent(text -> {
            throw new MalformedException("nonce", "has " + text.length() + " characters; 1 to 1024 are taken");
        });
        return nonce;
    }

    /** The members of one JSON object, by any spelling; JSON null counts as absent. */
    record Members(String prefix, JsonObject folded) {
        Optional<JsonValue> value(String name) {
            return Optional.ofNullable(folded.get(name.toLowerCase(Locale.ROOT)))
                    .filter(value -> value.getValueType() != JsonValue.ValueType.NULL);
        }

        boolean has(String name) {
            return value(name).isPresent();
        }

        Optional<String> text(String name) {
            return value(name).map(value -> {
                if (value instanceof JsonString text)
                    return text.getString();
                throw new MalformedException(prefix + name, "is not a string");
            });
        }

        String required(String name) {
            return text(name).orElseThrow(() -> new MalformedException(prefix + name, "is missing"));
        }

        Optional<Members> object(String name) {
            return value(name).map(value -> {
                if (value instanceof JsonObject object)
                    return new Members(prefix + name + ".", object);
                throw new MalformedException(prefix + name, "is not an object with data and dataType");
            });
        }
    }
}
