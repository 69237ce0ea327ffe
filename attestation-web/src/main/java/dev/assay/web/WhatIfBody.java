package dev.assay.web;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.AttestationType;
import dev.assay.json.StrictJson;
import dev.assay.service.WhatIfCall;
import dev.assay.web.AttestBody.Members;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JSON object posted to {@code …/appraisals}: the attest call's members and what it is to be held against. Names match
 * without case; unlike there, an unknown member is refused, since a misspelt one would change what is tried.
 */
record WhatIfBody(AppraisalRequest request, WhatIfCall.Terms terms) {
    private static final Set<String> KNOWN = Set.of("attestationType", "quote", "report", "request",
            "runtimeData", "initTimeData", "nonce", "policy", "policyVersion", "at", "baseline", "collateral");
    /** RFC 7515 §7.1. */
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]*+");
    private static final Instant EARLIEST = Instant.parse("2018-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final int MOST_DOCUMENTS = 16;

    static WhatIfBody read(Bytes utf8) {
        Members body = new Members("", StrictJson.request("body", utf8));
        checkNames(body.folded(), KNOWN, "");
        AttestationType type = type(body);
        return new WhatIfBody(evidence(type, body), new WhatIfCall.Terms(body.text("policy"),
                version(body), at(body), body.text("baseline"), documents(body)));
    }

    private static void checkNames(JsonObject folded, Set<String> known, String prefix) {
        Map<String, String> names = known.stream().collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT),
                name -> name));
        folded.keySet().stream().filter(name -> !names.containsKey(name)).findFirst().ifPresent(name -> {
            throw new MalformedException(prefix.isEmpty() ? "body" : prefix,
                    "has a member that is none of " + String.join(", ", new TreeSet<>(known)));
        });
    }

    private static AttestationType type(Members body) {
        String name = body.required("attestationType");
        return AttestationType.named(name).filter(type -> type.wireName().equalsIgnoreCase(name))
                .orElseThrow(() -> new MalformedException("attestationType",
                        "names no evidence type of this service; known: SgxEnclave, OpenEnclave, Tpm"));
    }

    private static AppraisalRequest evidence(AttestationType type, Members body) {
        return switch (type) {
            case SGX_ENCLAVE, OPEN_ENCLAVE -> AttestBody.request(type, body);
            case TPM -> tpm(body);
        };
    }

    /** As the message to attest has it; what it binds is inside. */
    private static AppraisalRequest tpm(Members body) {
        Stream.of("quote", "report", "runtimeData", "initTimeData", "nonce").filter(body::has).findFirst()
                .ifPresent(name -> {
                    throw new MalformedException(name, "is not for Tpm, whose evidence is request alone");
                });
        String jws = body.required("request");
        if (!COMPACT.matcher(jws).matches())
            throw new MalformedException("request", "is not a compact JWS");
        return AppraisalRequest.of(AttestationType.TPM, Bytes.utf8(jws));
    }

    private static OptionalInt version(Members body) {
        Optional<JsonValue> value = body.value("policyVersion");
        if (value.isEmpty())
            return OptionalInt.empty();
        if (value.get() instanceof JsonNumber number && number.isIntegral()
                && number.bigIntegerValue().signum() >= 0 && number.bigIntegerValue().bitLength() < Integer.SIZE)
            return OptionalInt.of(number.intValueExact());
        throw new MalformedException("policyVersion", "is no number of a version; 0 is the default");
    }

    private static Optional<Instant> at(Members body) {
        return body.text("at").map(text -> {
            Instant at = instant(text);
            if (at.isBefore(EARLIEST) || !at.isBefore(LATEST))
                throw new MalformedException("at", "is not between 2018 and 2099");
            return at;
        });
    }

    /** RFC 3339 §5.6. */
    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException refused) {
            throw new MalformedException("at", "is no instant as 2026-01-31T12:00:00Z");
        }
    }

    /** The word {@code held} is as good as nothing. */
    private static Optional<List<WhatIfCall.Document>> documents(Members body) {
        return body.value("collateral").filter(value -> !(value instanceof JsonString word
                && word.getString().equalsIgnoreCase("held"))).map(value -> {
                    if (value instanceof JsonArray array && array.size() <= MOST_DOCUMENTS)
                        return documents(array);
                    throw new MalformedException("collateral",
                            "is neither the word held nor an array of " + MOST_DOCUMENTS + " documents at most");
                });
    }

    private static List<WhatIfCall.Document> documents(JsonArray array) {
        List<WhatIfCall.Document> documents = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            documents.add(document("collateral[" + i + "]", array.get(i)));
        }
        return documents;
    }

    private static WhatIfCall.Document document(String place, JsonValue value) {
        if (!(value instanceof JsonObject object))
            throw new MalformedException(place, "is not an object with kind, document and issuerChain");
        Members document = new Members(place + ".", object);
        checkNames(object, Set.of("kind", "document", "issuerChain"), place);
        return new WhatIfCall.Document(document.required("kind").toLowerCase(Locale.ROOT),
                Base64Url.decodePadded(place + ".document", document.required("document")),
                document.text("issuerChain").map(Bytes::utf8).orElse(Bytes.EMPTY));
    }
}
