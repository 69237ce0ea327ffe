package dev.assay.web;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import dev.assay.service.TpmAuthorityWish;
import dev.assay.service.TpmDeskCall;
import dev.assay.web.AttestBody.Members;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What calls about a tenant's TPMs have in common. Names match without case; a member that is not known is refused. */
record TpmRequests(String tenant, HttpServletRequest http) {
    /** A revocation list of 256 KiB as base64url, and the members around it. */
    private static final int LIMIT = 400_000;

    TpmDeskCall call() {
        return new TpmDeskCall(tenant, Gate.caller(http), Correlation.get(http).traceId());
    }

    Members body(InputStream stream, String... known) throws IOException {
        return members(RequestBody.of(http).read(stream, LIMIT), known);
    }

    static Members members(Bytes utf8, String... known) {
        Members body = new Members("", StrictJson.request("body", utf8));
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(Set.of(known));
        if (!names.containsAll(body.folded().keySet()))
            throw new MalformedException("body", "has a member that is none of " + String.join(", ", names));
        return body;
    }

    static TpmAuthorityWish authority(Members body) {
        return new TpmAuthorityWish(body.required("use"), flag(body, "anchor"), flag(body, "revocationRequired"),
                octets(body, "certificate"), body.text("crl").map(text -> Base64Url.decodePadded("crl", text)));
    }

    static Bytes octets(Members body, String name) {
        return Base64Url.decodePadded(name, body.required(name));
    }

    static List<String> texts(Members body, String name) {
        JsonValue value = body.value(name).orElseThrow(() -> new MalformedException(name, "is missing"));
        if (value instanceof JsonArray array && array.stream().allMatch(JsonString.class::isInstance))
            return array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
        throw new MalformedException(name, "is not an array of strings");
    }

    /** What is left out asks for the stricter one. */
    private static boolean flag(Members body, String name) {
        JsonValue value = body.value(name).orElse(JsonValue.TRUE);
        return switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            case NULL, NUMBER, STRING, ARRAY, OBJECT -> throw new MalformedException(name, "is neither true nor false");
        };
    }

    /** Whether a state is named; the only one to be named is {@code revoked}. */
    static boolean revoking(Members body) {
        return body.text("state").map(state -> {
            if (state.equals("revoked"))
                return true;
            throw new MalformedException("state",
                    "is not revoked, and what is revoked stays so. Delete the device to have it registered anew");
        }).orElse(false);
    }
}
