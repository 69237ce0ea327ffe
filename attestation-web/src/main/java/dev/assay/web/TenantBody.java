package dev.assay.web;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import dev.assay.service.GuardPatch;
import dev.assay.service.QuotaPatch;
import dev.assay.service.TenantPatch;
import dev.assay.service.TenantWish;
import dev.assay.service.TokenPatch;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A tenant as the management plane is sent it. Names match without case; a member that is not known is refused. */
final class TenantBody {
    private static final Set<String> SETTINGS = Set.of("baseline", "anchorset", "token", "quotas",
            "authenticatedtypes", "foureyes", "keepevidence");
    private static final Set<String> WHOLE = Stream
            .concat(SETTINGS.stream(), Stream.of("name", "trustmodel", "policysigningcertificates"))
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> KEEP = Set.of("days");
    private static final Set<String> TOKEN = Set.of("algorithm", "lifetimeseconds", "audience", "tpmlifetimeseconds");
    private static final Set<String> QUOTAS = Set.of("requestspersecond", "bodybytes", "policyversions", "policybytes",
            "storedevidencebytes", "tpmdevices");

    private static final String CERTIFICATES = "policySigningCertificates";

    private final String prefix;
    private final JsonObject members;

    private TenantBody(String prefix, JsonObject members, Set<String> known) {
        this.prefix = prefix;
        this.members = members;
        if (!known.containsAll(members.keySet()))
            throw new MalformedException(prefix.isEmpty() ? "body" : prefix.substring(0, prefix.length() - 1),
                    "has a member that is not one of " + String.join(", ", known.stream().sorted().toList()));
    }

    /** @throws MalformedException naming the member that does not hold */
    static TenantWish wish(Bytes utf8) {
        TenantBody body = new TenantBody("", StrictJson.request("body", utf8), WHOLE);
        String name = body.text("name").orElseThrow(() -> new MalformedException("name", "is missing"));
        return new TenantWish(name, body.certificates(), body.patch());
    }

    /** why: one word alone does not isolate, so that no tenant is believed to be that anybody with the role changes. */
    private List<Bytes> certificates() {
        boolean isolated = switch (text("trustModel").orElse("AAD").toLowerCase(Locale.ROOT)) {
            case "aad" -> false;
            case "isolated" -> true;
            default -> throw new MalformedException("trustModel", "is AAD or Isolated");
        };
        Optional<JsonValue> given = value(CERTIFICATES);
        if (isolated && given.isEmpty())
            throw new MalformedException(CERTIFICATES, "is missing; the trust model Isolated takes at least one");
        if (!isolated && given.isPresent())
            throw new MalformedException(CERTIFICATES, "is for the trust model Isolated alone");
        return given.map(value -> PolicyCertificateSet.read(CERTIFICATES, value)).orElse(List.of());
    }

    /** @throws MalformedException naming the member that does not hold */
    static TenantPatch patch(Bytes utf8) {
        return new TenantBody("", StrictJson.request("body", utf8), SETTINGS).patch();
    }

    private TenantPatch patch() {
        Optional<TenantBody> token = inner("token", TOKEN);
        Optional<TenantBody> quotas = inner("quotas", QUOTAS);
        return new TenantPatch(text("baseline"), text("anchorSet"),
                token.map(TenantBody::token).orElse(TokenPatch.NONE),
                quotas.map(TenantBody::quotas).orElse(QuotaPatch.NONE),
                new GuardPatch(value("authenticatedTypes").map(TenantBody::texts), flag("fourEyes")),
                inner("keepEvidence", KEEP).flatMap(keep -> keep.clearable("days")));
    }

    private QuotaPatch quotas() {
        return new QuotaPatch(clearable("requestsPerSecond"), whole("bodyBytes"), whole("policyVersions"),
                whole("policyBytes"), value("storedEvidenceBytes").map(this::evidence), whole("tpmDevices"));
    }

    private OptionalLong evidence(JsonValue value) {
        if (value == JsonValue.NULL)
            return OptionalLong.empty();
        if (value instanceof JsonNumber number && number.isIntegral()
                && number.bigDecimalValue().abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0)
            return OptionalLong.of(number.longValueExact());
        throw new MalformedException(prefix + "storedEvidenceBytes", "is not a whole number");
    }

    private static List<String> texts(JsonValue value) {
        if (value instanceof JsonArray array && array.stream().allMatch(JsonString.class::isInstance))
            return array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
        throw new MalformedException("authenticatedTypes", "is not an array of strings");
    }

    private Optional<Boolean> flag(String name) {
        return value(name).map(value -> {
            if (value == JsonValue.TRUE || value == JsonValue.FALSE)
                return value == JsonValue.TRUE;
            throw new MalformedException(prefix + name, "is not true or false");
        });
    }

    private TokenPatch token() {
        return new TokenPatch(text("algorithm"), clearable("lifetimeSeconds").map(TenantBody::seconds),
                value("audience").map(value -> value == JsonValue.NULL ? Optional.empty() : text("audience")),
                clearable("tpmLifetimeSeconds").map(TenantBody::seconds));
    }

    private static Optional<Duration> seconds(OptionalInt seconds) {
        return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsInt())) : Optional.empty();
    }

    private Optional<TenantBody> inner(String name, Set<String> known) {
        return value(name).map(value -> {
            if (value instanceof JsonObject object)
                return new TenantBody(prefix + name + ".", object, known);
            throw new MalformedException(prefix + name, "is not an object");
        });
    }

    private Optional<String> text(String name) {
        return value(name).map(value -> {
            if (value instanceof JsonString text)
                return text.getString();
            throw new MalformedException(prefix + name, "is not a string");
        });
    }

    /** Present and empty where the member is null: back to what is usual. */
    private Optional<OptionalInt> clearable(String name) {
        return value(name).map(value -> value == JsonValue.NULL ? OptionalInt.empty() : number(name, value));
    }

    private OptionalInt whole(String name) {
        return value(name).map(value -> number(name, value)).orElse(OptionalInt.empty());
    }

    private OptionalInt number(String name, JsonValue value) {
        if (value instanceof JsonNumber number && number.isIntegral()
                && number.bigDecimalValue().abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0)
            return OptionalInt.of(number.intValueExact());
        throw new MalformedException(prefix + name, "is not a whole number");
    }

    private Optional<JsonValue> value(String name) {
        return Optional.ofNullable(members.get(name.toLowerCase(Locale.ROOT)));
    }
}
