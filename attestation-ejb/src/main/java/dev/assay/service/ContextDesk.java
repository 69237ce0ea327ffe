package dev.assay.service;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.json.CanonicalJson;
import dev.assay.json.StrictJson;
import dev.assay.signing.MessageSeal;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Makes and opens {@code service_context} (maa-tpm §1.1, TP-21): what the service wants to know again of an exchange,
 * sealed and given to the client, so that any node of the installation goes on with it and none keeps state.
 */
final class ContextDesk {
    /** Purpose of the seal. */
    static final String SEAL = "assay service_context 1";
    static final Duration LIFETIME = Duration.ofMinutes(5);
    /** How far the clocks of two nodes may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final String FIELD = "service_context";

    private final MessageSeal seal;

    ContextDesk(MessageSeal seal) {
        this.seal = seal;
    }

    /** What a context is for; it counts for nothing else. */
    enum Purpose {
        CHALLENGE("challenge"),
        ENROLMENT("enrolment");

        private final String word;

        Purpose(String word) {
            this.word = word;
        }
    }

    /** Whose, and for what. @param type of evidence, by its wire name */
    record Place(UUID tenant, String type, Purpose purpose) {}

    /** @param content what is wanted again. @param expires when it ends */
    record Opened(Bytes content, Instant expires) {}

    /** The octets a client brings back; it can read the key's name and the time of day, and nothing else. */
    Bytes seal(Place place, Bytes content, Instant at) {
        JsonObject inner = Json.createObjectBuilder().add("key", seal.name()).add("tenant", place.tenant().toString())
                .add("type", place.type()).add("purpose", place.purpose().word)
                .add("content", content.toBase64Url()).add("issued", at.toEpochMilli())
                .add("expires", at.plus(LIFETIME).toEpochMilli()).build();
        // maa-tpm §1.1, as observed: these two members in this order.
        return Bytes.utf8(Json.createObjectBuilder().add("ProtectionKeyName", seal.name())
                .add("ProtectedContext", seal.seal(Bytes.utf8(CanonicalJson.write(inner))).toBase64Url()).build()
                .toString());
    }

    /** @throws Refusal {@code SERVICE_CONTEXT_INVALID}, {@code CHALLENGE_EXPIRED} */
    Opened open(Place place, Bytes context, Instant at) {
        JsonObject inner = StrictJson.object(FIELD, seal.open(box(context)).orElseThrow(
                () -> invalid("was not made by this service, or was changed since")));
        check(place, inner);
        Instant issued = Instant.ofEpochMilli(inner.getJsonNumber("issued").longValueExact());
        Instant expires = Instant.ofEpochMilli(inner.getJsonNumber("expires").longValueExact());
        if (issued.isAfter(at.plus(SKEW)))
            throw invalid("is of a later time than this server's clock shows");
        if (!at.isBefore(expires))
            throw new Refusal(Reason.CHALLENGE_EXPIRED,
                    FIELD + ": is older than five minutes; begin again with a new challenge");
        return new Opened(Base64Url.decode("content", inner.getString("content")), expires);
    }

    private Bytes box(Bytes context) {
        try {
            JsonObject outer = StrictJson.object(FIELD, context);
            // The same name is part of what is authenticated.
            if (!outer.getString("ProtectionKeyName", "").equals(seal.name()))
                throw invalid("is of a key this service does not have");
            return Base64Url.decode("ProtectedContext", outer.getString("ProtectedContext", ""));
        } catch (MalformedException misshapen) {
            throw invalid("has not the shape this service gives it");
        }
    }

    private void check(Place place, JsonObject inner) {
        if (!inner.getString("key").equals(seal.name()))
            throw invalid("is of a key this service does not have");
        if (!inner.getString("tenant").equals(place.tenant().toString()))
            throw invalid("was made for another tenant");
        if (!inner.getString("type").equals(place.type()))
            throw invalid("was made for another type of evidence");
        if (!inner.getString("purpose").equals(place.purpose().word))
            throw invalid("was made for another purpose");
    }

    private static Refusal invalid(String why) {
        return new Refusal(Reason.SERVICE_CONTEXT_INVALID,
                FIELD + ": " + why + "; send back what came with the challenge, unchanged");
    }
}
