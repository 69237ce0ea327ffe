package dev.assay.web;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.json.StrictJson;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;

/** The hosted service's recorded answers to management calls, in the folder of genuine evidence. */
record RecordedManagement(Path folder) {
    /** What is the same for everybody. */
    private static final Set<String> FIXED = Set.of("x-ms-policy-result", "alg", "typ");

    /** Skips the calling test, visibly, where the corpus is absent. */
    static RecordedManagement orSkip() {
        String configured = System.getenv("ASSAY_CORPUS");
        Path corpus = configured != null ? Path.of(configured) : Path.of("..", "..", "shared", "corpus");
        Assumptions.assumeTrue(Files.isDirectory(corpus.resolve("maa")),
                () -> "SKIPPED: no corpus of genuine evidence at " + corpus + "; set ASSAY_CORPUS to its folder");
        return new RecordedManagement(corpus.resolve("maa"));
    }

    /** In their order, those for keys left out. */
    List<Exchange> exchanges(String recording) throws IOException {
        try (var reader = Json
                .createReader(Files.newInputStream(folder.resolve(recording).resolve("recording.json")))) {
            List<JsonObject> calls = reader.readObject().getJsonArray("networkCallRecords")
                    .getValuesAs(JsonObject.class).stream().filter(call -> !path(call).startsWith("/certs")).toList();
            List<Exchange> exchanges = new ArrayList<>();
            for (int i = 0; i < calls.size(); i++)
                exchanges.add(new Exchange(calls.get(i).getString("Method"), path(calls.get(i)),
                        body(calls, i), calls.get(i).getJsonObject("Response")));
            return exchanges;
        }
    }

    private static String path(JsonObject call) {
        URI uri = URI.create(call.getString("Url"));
        return uri.getPath() + (uri.getQuery() == null ? "" : "?" + uri.getQuery());
    }

    /** Requests were not recorded; what was set is what the GET after it shows. */
    private static Optional<String> body(List<JsonObject> calls, int i) {
        return switch (calls.get(i).getString("Method")) {
            case "PUT" ->
                Optional.of(claims(answer(calls.get(i + 1).getJsonObject("Response"))).getString("x-ms-policy"));
            case "POST" -> Optional.of("eyJhbGciOiJub25lIn0..");
            default -> Optional.empty();
        };
    }

    /** @param path with its query. @param body of the request, for policies. @param recorded the answer */
    record Exchange(String method, String path, Optional<String> body, JsonObject recorded) {
        /** In what an answer of ours differs: status, headers, members, their types, and values that never vary. */
        List<String> differences(HttpResponse<String> ours) {
            List<String> differences = new ArrayList<>();
            if (!recorded.getString("STATUS_CODE").equals(Integer.toString(ours.statusCode())))
                differences.add("status " + ours.statusCode() + " " + ours.body());
            if (!ours.headers().firstValue("Content-Type").equals(Optional.of(recorded.getString("content-type"))))
                differences.add("content type " + ours.headers().firstValue("Content-Type"));
            for (String header : List.of("x-ms-request-id", "x-ms-maa-service-version"))
                if (ours.headers().firstValue(header).isEmpty())
                    differences.add("no header " + header);
            JsonObject theirs = answer(recorded);
            JsonObject own = Wire.json(ours);
            if (theirs.containsKey("token")) {
                compare("", claims(theirs), claims(own), differences);
                compare("header ", header(theirs), header(own), differences);
                setHash(own).filter(hash -> !hash.equals(claims(theirs).getString("x-ms-policy-token-hash")))
                        .ifPresent(hash -> differences.add("hash " + hash));
            } else if (!error(theirs).equals(error(own))) {
                differences.add("error " + error(own));
            }
            return differences;
        }

        /** Of the same octets the same. */
        private static Optional<String> setHash(JsonObject own) {
            return Optional.ofNullable(claims(own).getString("x-ms-policy-token-hash", null));
        }

        private static String error(JsonObject body) {
            JsonObject error = body.getJsonObject("error");
            return error.getString("code") + " " + (error.get("message") instanceof JsonString);
        }
    }

    private static void compare(String where, JsonObject theirs, JsonObject ours, List<String> differences) {
        if (!theirs.keySet().equals(ours.keySet()))
            differences.add(where + "members " + new TreeSet<>(ours.keySet()));
        theirs.forEach((name, value) -> {
            JsonValue own = ours.getOrDefault(name, JsonValue.NULL);
            if (own.getValueType() != value.getValueType() || FIXED.contains(name) && !own.equals(value))
                differences.add(where + name + " " + own);
            else if (value instanceof JsonObject inner)
                compare(where + name + " ", name.equals("x-ms-policy-certificates") ? first(inner) : inner,
                        name.equals("x-ms-policy-certificates") ? first(own.asJsonObject()) : own.asJsonObject(),
                        differences);
        });
    }

    /** The first of a key set, whose alg is its own. */
    private static JsonObject first(JsonObject keys) {
        return Json.createObjectBuilder(keys.getJsonArray("keys").getJsonObject(0)).add("alg", "").build();
    }

    private static JsonObject answer(JsonObject response) {
        return StrictJson.object("recorded", Bytes.utf8(response.getString("BODY")));
    }

    private static JsonObject claims(JsonObject body) {
        return part(body, 1);
    }

    private static JsonObject header(JsonObject body) {
        return part(body, 0);
    }

    private static JsonObject part(JsonObject body, int index) {
        return StrictJson.object("token", Base64Url.decode("token", body.getString("token").split("\\.")[index]));
    }
}
