package dev.assay.cli;

import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.Appraiser;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One request of a batch and its answer, which is an error where the request cannot be used. */
final class BatchLine {
    private static final Set<String> TEXTS = Set.of("type", "evidence", "evidenceBase64", "collateral", "at", "policy",
            "policyText", "runtimeData", "runtimeDataBase64", "runtimeDataType", "initTimeData", "initTimeDataBase64",
            "initTimeDataType", "baseline", "nonce", "device");
    private static final Set<String> OTHERS = Set.of("id", "root", "authorities", "revocation");

    private BatchLine() {}

    static JsonObject answer(Appraiser appraiser, Bytes line) {
        JsonValue id = JsonValue.NULL;
        try {
            JsonObject request = StrictJson.object("the line", line);
            id = request.getOrDefault("id", JsonValue.NULL);
            return appraise(appraiser, id, OrderReader.read(wishes(request)));
        } catch (MalformedException refused) {
            return error(id, refused.getMessage() + ".", List.of());
        } catch (UsageException refused) {
            return error(id, refused.getMessage(), refused.problems());
        } catch (RuntimeException fault) {
            return fault(id, fault);
        }
    }

    static JsonObject fault(JsonValue id, Throwable fault) {
        return error(id, Fault.sentence(fault), List.of());
    }

    /** The answer where a line could not even be read. */
    static JsonObject error(JsonValue id, String sentence, List<String> problems) {
        JsonObjectBuilder answer = Json.object().add("id", id).add("error", sentence);
        if (!problems.isEmpty()) {
            var lines = Json.array();
            problems.forEach(lines::add);
            answer.add("problems", lines);
        }
        return answer.build();
    }

    private static JsonObject appraise(Appraiser appraiser, JsonValue id, Order order) {
        Appraisal appraisal = order.appraise(appraiser);
        JsonObject described = appraiser.describe(order.request().type(), order.request().evidence());
        JsonObjectBuilder answer = Json.object().add("id", id);
        new AppraisalAnswer(order, appraisal, described).json().forEach(answer::add);
        return answer.build();
    }

    private static Wishes wishes(JsonObject request) {
        Map<String, String> values = new HashMap<>();
        request.forEach((name, value) -> {
            if (TEXTS.contains(name)) {
                if (value != JsonValue.NULL)
                    values.put(name, text(name, value));
            } else if (!OTHERS.contains(name)) {
                throw new UsageException("\"" + name + "\" is not a member of a request.");
            }
        });
        return new Wishes(values,
                Map.of("root", files(request, "root"), "authorities", files(request, "authorities")),
                revocation(request), UnaryOperator.identity());
    }

    private static List<String> files(JsonObject request, String name) {
        JsonValue given = request.getOrDefault(name, JsonValue.NULL);
        if (given == JsonValue.NULL)
            return List.of();
        if (!(given instanceof JsonArray array))
            return List.of(text(name, given));
        List<String> files = new ArrayList<>();
        array.forEach(element -> files.add(text(name, element)));
        return files;
    }

    private static boolean revocation(JsonObject request) {
        return switch (request.getOrDefault("revocation", JsonValue.TRUE).getValueType()) {
            case TRUE, NULL -> true;
            case FALSE -> false;
            case ARRAY, OBJECT, STRING, NUMBER -> throw new UsageException("revocation is true or false.");
        };
    }

    private static String text(String name, JsonValue value) {
        if (value instanceof JsonString string)
            return string.getString();
        throw new UsageException(name + " is a string.");
    }
}
