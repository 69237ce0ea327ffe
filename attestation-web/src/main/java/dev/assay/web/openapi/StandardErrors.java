package dev.assay.web.openapi;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The codes a route answers with: its plane's, its gate's, its body's and its own. */
final class StandardErrors {
    private StandardErrors() {}

    /** @param path as in docs/routes.md. @param operation as in its chapter. @param versioned needs an api-version */
    static Set<String> of(String path, JsonObject operation, boolean versioned) {
        Place place = Place.of(path);
        Set<String> codes = new LinkedHashSet<>(everywhere(place, versioned));
        if (!roles(operation).contains("anonymous"))
            codes.addAll(gate(place, path.contains("{tenant}")));
        if (operation.containsKey("requestBody"))
            codes.addAll(body(place));
        if (operation.containsKey("errors"))
            operation.getJsonArray("errors").getValuesAs(JsonString.class).forEach(code -> codes.add(code.getString()));
        return codes;
    }

    static List<String> roles(JsonObject operation) {
        return operation.getJsonArray("roles").getValuesAs(JsonString.class).stream().map(JsonString::getString)
                .toList();
    }

    private static List<String> everywhere(Place place, boolean versioned) {
        List<String> codes = new ArrayList<>(List.of("UnsupportedApiVersion", "TooManyRequests", "InternalError"));
        if (versioned)
            codes.add("MissingApiVersionParameter");
        codes.addAll(switch (place) {
            case DATA -> List.of("TenantNotFound", "ServiceUnavailable");
            case MANAGEMENT -> List.of("store-unavailable");
            case PLATFORM -> List.of();
        });
        return codes;
    }

    private static List<String> gate(Place place, boolean tenant) {
        return switch (place) {
            case DATA, PLATFORM -> List.of("Unauthorized", "ServiceUnavailable");
            case MANAGEMENT -> tenant
                    ? List.of("token-missing-or-refused", "role-missing", "tenant-not-found", "issuer-unavailable")
                    : List.of("token-missing-or-refused", "role-missing", "issuer-unavailable");
        };
    }

    private static List<String> body(Place place) {
        return switch (place) {
            case DATA -> List.of("InvalidParameter", "RequestBodyTooLarge", "UnsupportedMediaType");
            case MANAGEMENT -> List.of("malformed", "invalid-parameter", "body-too-large", "unsupported-media-type");
            case PLATFORM -> List.of();
        };
    }
}
