package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import dev.assay.service.ProviderPatch;
import dev.assay.service.ProviderWish;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A provider as Azure Resource Manager's clients send it (maa-api §9). What they read and send back unchanged is passed
 * over; a member that is not known is refused. Null stands for a member that is not there.
 */
final class ProviderBody {
    private static final Set<String> TOP = Set.of("location", "tags", "properties", "id", "name", "type",
            "systemdata");
    private static final Set<String> PROPERTIES = Set.of("publicnetworkaccess", "policysigningcertificates",
            "tpmattestationauthentication", "trustmodel", "status", "attesturi", "privateendpointconnections");
    private static final String CERTIFICATES = "properties.policySigningCertificates";
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_NAME = 512;
    private static final int LONGEST_VALUE = 256;

    private final JsonObject exact;
    private final JsonObject top;
    private final JsonObject properties;

    private ProviderBody(Bytes utf8) {
        top = known("body", StrictJson.request("body", utf8), TOP);
        // why: names of tags keep their case, and only the other reading has it.
        exact = StrictJson.object("body", utf8);
        properties = known("properties", object("properties", member(top, "properties")), PROPERTIES);
    }

    /** @throws MalformedException naming the member that does not hold */
    static ProviderWish wish(Bytes utf8) {
        ProviderBody body = new ProviderBody(utf8);
        String location = member(body.top, "location").map(value -> text("location", value, 64))
                .orElseThrow(() -> new MalformedException("location", "is missing"));
        body.checkNetwork();
        List<Bytes> certificates = member(body.properties, "policysigningcertificates")
                .map(value -> PolicyCertificateSet.read(CERTIFICATES, value)).orElse(List.of());
        return new ProviderWish(location, body.tags().orElseGet(TreeMap::new), certificates, body.tpm());
    }

    /** @throws MalformedException naming the member that does not hold */
    static ProviderPatch patch(Bytes utf8) {
        ProviderBody body = new ProviderBody(utf8);
        body.checkNetwork();
        if (member(body.properties, "policysigningcertificates").isPresent())
            throw new MalformedException(CERTIFICATES, "are fixed for the provider's life");
        return new ProviderPatch(body.tags(), body.tpm());
    }

    /** Nothing here closes a provider to networks, so that nothing says it does. */
    private void checkNetwork() {
        if (!choice("publicNetworkAccess").orElse(true))
            throw new MalformedException("properties.publicNetworkAccess",
                    "is Enabled; which networks reach this service is set where it is installed");
    }

    private Optional<Boolean> tpm() {
        return choice("tpmAttestationAuthentication");
    }

    private Optional<Boolean> choice(String name) {
        String field = "properties." + name;
        return member(properties, name.toLowerCase(Locale.ROOT)).map(value -> text(field, value, 16))
                .map(text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "enabled" -> true;
                    case "disabled" -> false;
                    default -> throw new MalformedException(field, "is Enabled or Disabled");
                });
    }

    private Optional<SortedMap<String, String>> tags() {
        return exact.entrySet().stream().filter(member -> member.getKey().equalsIgnoreCase("tags"))
                .map(JsonObject.Entry::getValue).filter(value -> value != JsonValue.NULL).findFirst()
                .map(value -> tags(object("tags", Optional.of(value))));
    }

    private static SortedMap<String, String> tags(JsonObject given) {
        SortedMap<String, String> tags = new TreeMap<>();
        given.forEach((name, value) -> tags.put(name, text("tags", value, LONGEST_VALUE)));
        if (tags.size() > MOST_TAGS || tags.keySet().stream().anyMatch(name -> name.length() > LONGEST_NAME))
            throw new MalformedException("tags", "are more than 50, or one has a name of more than 512 characters");
        return tags;
    }

    private static JsonObject known(String field, JsonObject members, Set<String> names) {
        if (!names.containsAll(members.keySet()))
            throw new MalformedException(field,
                    "has a member that is not one of " + String.join(", ", names.stream().sorted().toList()));
        return members;
    }

    private static Optional<JsonValue> member(JsonObject members, String name) {
        return Optional.ofNullable(members.get(name)).filter(value -> value != JsonValue.NULL);
    }

    private static JsonObject object(String field, Optional<JsonValue> value) {
        return value.map(given -> {
            if (given instanceof JsonObject object)
                return object;
            throw new MalformedException(field, "is not an object");
        }).orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    private static String text(String field, JsonValue value, int longest) {
        if (value instanceof JsonString text && text.getString().length() <= longest)
            return text.getString();
        throw new MalformedException(field, "is not a string of " + longest + " characters or fewer");
    }
}
