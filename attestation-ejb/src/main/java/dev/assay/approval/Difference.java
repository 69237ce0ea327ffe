package dev.assay.approval;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Set;

/**
 * One thing a change changes, for people.
 *
 * @param field as in the tenant's own JSON, with periods between levels. @param before empty: there was none
 * @param after empty: there is none any more
 */
public record Difference(String field, Optional<String> before, Optional<String> after) {
    static List<Difference> between(JsonObject before, JsonObject after) {
        Map<String, String> old = new TreeMap<>();
        Map<String, String> fresh = new TreeMap<>();
        flatten("", before, old);
        flatten("", after, fresh);
        Set<String> fields = new TreeSet<>(old.keySet());
        fields.addAll(fresh.keySet());
        List<Difference> found = new ArrayList<>();
        for (String field : fields) {
            Optional<String> was = Optional.ofNullable(old.get(field));
            Optional<String> is = Optional.ofNullable(fresh.get(field));
            if (!was.equals(is))
                found.add(new Difference(field, was, is));
        }
        return List.copyOf(found);
    }

    private static void flatten(String prefix, JsonObject object, Map<String, String> into) {
        object.forEach((name, value) -> {
            if (value instanceof JsonObject inner)
                flatten(prefix + name + ".", inner, into);
            else
                into.put(prefix + name, text(value));
        });
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
