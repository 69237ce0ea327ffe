package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.evidence.Reason;
import dev.assay.web.DescribedRoutes.Described;
import dev.assay.web.openapi.Documents;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the description says of the routes holds, and it says it of every route. */
class OpenApiTest {
    private static final Documents DOCUMENTS = Documents.assembled();
    private static final JsonObject DOCUMENT = DOCUMENTS.document();
    private static final List<Described> DESCRIBED = DescribedRoutes.in(DOCUMENT);

    @Test
    @Tag("AU-05")
    void describesEveryRouteOnceWithItsRolesAndNoOther() {
        assertEquals(lines(RouteTable.documented().stream()), lines(DESCRIBED.stream().map(Described::route)));
    }

    private static String lines(Stream<RouteTable.Route> routes) {
        return routes.map(RouteTable.Route::toString).sorted().collect(Collectors.joining("\n"));
    }

    @Test
    void isSoundBySchemaOfOpenApiItself() {
        assertEquals(List.of(), DOCUMENTS.unsound());
    }

    @Test
    void theSchemaOfOpenApiFindsWhatItDoesNotHave() {
        JsonObject wrong = jakarta.json.Json.createObjectBuilder(DOCUMENT).add("routes", "x").build();
        assertFalse(Documents.of(wrong).unsound().isEmpty());
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsReferredTo() {
        Set<String> used = new TreeSet<>();
        walk("", DOCUMENT, (pointer, object) -> {
            if (object.containsKey("$ref"))
                used.add(object.getString("$ref"));
        });
        Set<String> defined = new TreeSet<>();
        DOCUMENT.getJsonObject("components").forEach((section, members) -> members.asJsonObject().keySet()
                .forEach(name -> defined.add("#/components/" + section + "/" + name)));
        defined.removeIf(name -> name.startsWith("#/components/securitySchemes/"));
        assertEquals(String.join("\n", defined), String.join("\n", used));
    }

    @Test
    void everyExampleFitsItsSchema() {
        List<String> misfits = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        walk("", DOCUMENT, (pointer, object) -> {
            if (object.get("schema") instanceof JsonObject)
                examples(object).forEach((name, example) -> {
                    seen.add(pointer);
                    DOCUMENTS.misfits(pointer + "/schema", example)
                            .forEach(error -> misfits.add(pointer + " " + name + " " + error));
                });
        });
        assertEquals(List.of(), misfits);
        assertTrue(seen.size() > DESCRIBED.size(), "examples: " + seen.size());
    }

    @Test
    void anExampleThatDoesNotFitIsFound() {
        assertFalse(DOCUMENTS.misfits("/components/schemas/Tenant", JsonValue.EMPTY_JSON_OBJECT).isEmpty());
        assertFalse(DOCUMENTS.misfits("/components/schemas/TenantPatch",
                jakarta.json.Json.createObjectBuilder().add("colour", "blue").build()).isEmpty());
    }

    private static Map<String, JsonValue> examples(JsonObject holder) {
        if (holder.containsKey("example"))
            return Map.of("example", holder.get("example"));
        return holder.getOrDefault("examples", JsonValue.EMPTY_JSON_OBJECT).asJsonObject().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> value(entry.getValue().asJsonObject())));
    }

    private static JsonValue value(JsonObject example) {
        return example.containsKey("$ref")
                ? DOCUMENT.getValue(example.getString("$ref").substring(1) + "/value")
                : example.get("value");
    }

    @Test
    void everyRequestAndEveryAnswerWithABodyHasAnExample() {
        List<String> bare = new ArrayList<>();
        walk("", DOCUMENT, (pointer, object) -> {
            if (object.get("content") instanceof JsonObject content)
                content.forEach((type, media) -> {
                    if (examples(media.asJsonObject()).isEmpty())
                        bare.add(pointer + " " + type);
                });
        });
        assertEquals(List.of(), bare);
    }

    @Test
    void namesOperationsApart() {
        List<String> ids = DESCRIBED.stream().map(it -> it.operation().getString("operationId")).sorted().toList();
        assertEquals(ids.stream().distinct().toList(), ids);
    }

    @Test
    void listsEveryReason() {
        assertEquals(Arrays.stream(Reason.values()).filter(reason -> reason != Reason.PERMITTED).map(Reason::code)
                .sorted().toList(), strings(DOCUMENT, "/components/schemas/Reason/enum").stream().sorted().toList());
    }

    @Test
    void listsTheVersionsThatAreTaken() {
        for (String version : strings(DOCUMENT, "/components/schemas/ApiVersion/enum"))
            ApiVersions.require(Map.of("api-version", List.of(version)));
    }

    private static List<String> strings(JsonObject from, String pointer) {
        JsonArray array = (JsonArray) from.getValue(pointer);
        return array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
    }

    /** Each code by the example of its answer. */
    @Test
    void everyCodeIsOneThatTheServiceAnswersWithAtThatStatus() throws IOException {
        String sources = sources();
        List<String> unknown = new ArrayList<>();
        for (Described described : DESCRIBED)
            described.operation().getJsonObject("responses").forEach((status, response) -> codes(response)
                    .filter(code -> !answered(code, Integer.parseInt(status), sources))
                    .forEach(code -> unknown.add(described.route() + " " + status + " " + code)));
        assertEquals(List.of(), unknown);
    }

    private static Stream<String> codes(JsonValue response) {
        return response.asJsonObject().containsKey("$ref") || response.asJsonObject().getJsonObject("headers") == null
                ? Stream.of()
                : Stream.of(response.asJsonObject().getString("description").split("\n"))
                        .filter(line -> line.startsWith("- `")).map(line -> line.split("`")[1]);
    }

    private static boolean answered(String code, int status, String sources) {
        if (Character.isUpperCase(code.charAt(0)))
            return ErrorCode.named(code).filter(known -> known.status() == status).isPresent();
        boolean refused = Arrays.stream(ErrorCode.values())
                .anyMatch(known -> Problem.of(new RequestRefused(known, "")).code().equals(code)
                        && known.status() == status);
        return refused || sources.contains("\"" + code + "\"");
    }

    private static String sources() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String module : List.of("attestation-web", "attestation-ejb"))
            try (Stream<Path> files = Files.walk(Path.of(System.getProperty("basedir", "."), "..", module,
                    "src/main/java"))) {
                for (Path file : files.filter(Files::isRegularFile).toList())
                    sources.append(Files.readString(file));
            }
        return sources.toString();
    }

    /** What is done with each object of the document. */
    private interface Visit {
        void at(String pointer, JsonObject object);
    }

    private static void walk(String pointer, JsonValue value, Visit visit) {
        if (value instanceof JsonObject object) {
            visit.at(pointer, object);
            object.forEach((name, member) -> walk(pointer + "/" + name.replace("~", "~0").replace("/", "~1")
                    .replace("{", "%7B").replace("}", "%7D"), member, visit));
        } else if (value instanceof JsonArray array)
            for (int i = 0; i < array.size(); i++)
                walk(pointer + "/" + i, array.get(i), visit);
    }
}
