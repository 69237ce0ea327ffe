package dev.assay.web.openapi;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The codes a route answers with: its plane's, its gate's, its body's and its own. */
final class StandardErrors {
    private static final String VERSION = "UnsupportedApiVersion";
    private static final String FAILURE = "InternalError";
    private static final String LACK = "ServiceUnavailable";
    private static final String UNKNOWN = "token-missing-or-refused";

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
        List<String> codes = new ArrayList<>(switch (place) {
            case DATA, PREVIEW -> List.of(VERSION, "TooManyRequests", FAILURE, "TenantNotFound", LACK);
            case RESOURCE_MANAGER -> List.of(VERSION, "TooManyRequests", FAILURE, LACK);
            case MANAGEMENT -> List.of("unsupported-api-version", "too-many-requests", "internal-error");
            case PLATFORM -> List.of(VERSION, "TooManyRequests", FAILURE);
        });
        if (versioned)
            codes.add("MissingApiVersionParameter");
        return codes;
    }

    private static List<String> gate(Place place, boolean tenant) {
        return switch (place) {
            case DATA, PLATFORM -> List.of("Unauthorized", LACK);
            // Its 401 has a body of its own.
            case PREVIEW -> List.of(LACK);
            case RESOURCE_MANAGER -> List.of("AuthenticationFailed", "AuthorizationFailed");
            case MANAGEMENT -> tenant
                    ? List.of(UNKNOWN, "role-missing", "tenant-not-found", "issuer-unavailable", "store-unavailable")
                    : List.of(UNKNOWN, "role-missing", "issuer-unavailable", "store-unavailable");
        };
    }

    private static List<String> body(Place place) {
        return switch (place) {
            case DATA, PREVIEW, RESOURCE_MANAGER -> List.of("InvalidParameter", "RequestBodyTooLarge",
                    "UnsupportedMediaType");
            case MANAGEMENT -> List.of("malformed", "invalid-parameter", "body-too-large", "unsupported-media-type");
            case PLATFORM -> List.of();
        };
    }
}
