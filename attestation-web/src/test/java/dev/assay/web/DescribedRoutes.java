package dev.assay.web;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The routes an OpenAPI document has, as docs/routes.md spells them. */
final class DescribedRoutes {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete", "head", "options",
            "trace");

    private DescribedRoutes() {}

    /** @param pointer JSON pointer to the operation */
    record Described(RouteTable.Route route, JsonObject operation, String pointer) {}

    static List<Described> in(JsonObject document) {
        return document.getJsonObject("paths").entrySet().stream()
                .flatMap(path -> operations(path.getKey(), path.getValue().asJsonObject())).toList();
    }

    private static Stream<Described> operations(String path, JsonObject item) {
        String whole = (item.containsKey("servers") ? "/t/{tenant}" : "") + path;
        return item.keySet().stream().filter(METHODS::contains).map(method -> new Described(
                new RouteTable.Route(method.toUpperCase(Locale.ROOT), whole, who(item.getJsonObject(method))),
                item.getJsonObject(method), "/paths/" + escaped(path) + "/" + method));
    }

    /** By the security requirement, which is what programs read. */
    private static Set<String> who(JsonObject operation) {
        Set<String> roles = operation.getJsonArray("security").getValuesAs(JsonObject.class).stream()
                .filter(requirement -> requirement.containsKey("accessToken"))
                .flatMap(requirement -> requirement.getJsonArray("accessToken").getValuesAs(JsonString.class).stream())
                .map(JsonString::getString).collect(Collectors.toSet());
        return roles.isEmpty() ? Set.of("anonymous") : roles;
    }

    /** RFC 6901 §3, then as in a URI's fragment. */
    private static String escaped(String path) {
        return path.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
    }
}
