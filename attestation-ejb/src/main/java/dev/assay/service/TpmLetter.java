package dev.assay.service;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.CanonicalJson;
import dev.assay.json.StrictJson;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The JSON inside {@code data} (maa-tpm §1), read; names match without case, and members that are not known are ignored.
 *
 * @param wrapped whether it came inside {@code payload}, as clients send it; the answer is given in the same style
 */
record TpmLetter(boolean wrapped, TpmMessage message) {
    private static final String INIT = "aikcert";
    private static final String ENROL = "aikpub";
    private static final int LONGEST_CHAIN = 8;

    /** @throws MalformedException naming the member that does not hold */
    static TpmLetter read(Bytes utf8) {
        JsonObject whole = StrictJson.request("data", utf8);
        return switch (whole.get("payload")) {
            case null -> new TpmLetter(false, new Members("", whole).message());
            case JsonObject inner -> new TpmLetter(true, new Members("payload.", inner).message());
            default -> throw new MalformedException("payload", "is not an object");
        };
    }

    /** An answer in the style asked. */
    String answer(JsonObject members) {
        return CanonicalJson.write(wrapped ? Json.createObjectBuilder().add("payload", members).build() : members);
    }

    private record Members(String prefix, JsonObject folded) {
        TpmMessage message() {
            Optional<String> type = text("type");
            if (type.isEmpty() && text("request").isPresent())
                return new TpmMessage.Request(compact("request", required("request")));
            if (type.isPresent() && text("request").isPresent())
                throw malformed("request", "stands beside type; a message has one of the two");
            return switch (type.orElse("")) {
                case INIT -> new TpmMessage.Init();
                case ENROL -> text("secret").isPresent() ? activation() : enrolment();
                case "" -> throw malformed("type", "is missing; " + KNOWN);
                default -> throw malformed("type", "is not known; " + KNOWN);
            };
        }

        private static final String KNOWN = "known are " + INIT + " and " + ENROL
                + ", and a request to attest has request instead";

        private TpmMessage activation() {
            return new TpmMessage.Activate(octets("secret"), octets("service_context"));
        }

        private TpmMessage enrolment() {
            return new TpmMessage.Enrol(octets("ek_cert"), chain(), octets("ek_pub"), octets("aik_pub"));
        }

        private List<Bytes> chain() {
            JsonValue value = folded.getOrDefault("ek_chain", JsonValue.EMPTY_JSON_ARRAY);
            if (!(value instanceof JsonArray array) || array.size() > LONGEST_CHAIN
                    || !array.stream().allMatch(JsonString.class::isInstance))
                throw malformed("ek_chain", "is not an array of " + LONGEST_CHAIN + " certificates at most");
            return IntStream.range(0, array.size())
                    .mapToObj(at -> Base64Url.decodePadded(prefix + "ek_chain[" + at + "]", array.getString(at)))
                    .toList();
        }

        private Optional<String> text(String name) {
            return Optional.ofNullable(folded.get(name)).filter(value -> value != JsonValue.NULL).map(value -> {
                if (value instanceof JsonString text)
                    return text.getString();
                throw malformed(name, "is not a string");
            });
        }

        private String required(String name) {
            return text(name).filter(text -> !text.isEmpty()).orElseThrow(() -> malformed(name, "is missing"));
        }

        private Bytes octets(String name) {
            return Base64Url.decodePadded(prefix + name, required(name));
        }

        /** RFC 7515 §7.1. why here: what is no compact JWS never reaches the scheme, which reads unsigned payloads too. */
        private Bytes compact(String name, String text) {
            int dots = 0;
            for (int at = 0; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '.')
                    dots++;
                else if (!(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-'
                        || c == '_'))
                    throw malformed(name, "is not a compact JWS: it has characters other than base64url and dots");
            }
            if (dots != 2)
                throw malformed(name, "is not a compact JWS: it has not three parts, joined by dots");
            return Bytes.utf8(text);
        }

        private MalformedException malformed(String name, String why) {
            return new MalformedException(prefix + name.toLowerCase(Locale.ROOT), why);
        }
    }
}
