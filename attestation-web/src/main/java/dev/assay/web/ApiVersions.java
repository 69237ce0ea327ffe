package dev.assay.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The {@code api-version} query parameter (maa-api §1). */
final class ApiVersions {
    static final String PARAMETER = "api-version";
    private static final String BEFORE_2020 = "2018-09-01-preview";
    private static final Set<String> KNOWN = Set.of(BEFORE_2020, "2020-10-01", "2022-08-01", "2022-09-01-preview",
            "2023-04-01-preview", "2025-06-01", "2026-03-11-preview");

    private static final Set<String> OF_PROVIDERS = Set.of(BEFORE_2020, "2020-10-01", "2021-06-01");

    private ApiVersions() {}

    /** Where a version must be named, from the first stable one on. */
    static void require(Map<String, List<String>> query) {
        if (requireAny(query)) {
            throw new RequestRefused(ErrorCode.UNSUPPORTED_API_VERSION,
                    "This path is not part of api-version 2018-09-01-preview. Use api-version=2020-10-01 or later.");
        }
    }

    /** Where the oldest preview is taken, too; whether it is the one named. */
    static boolean requireAny(Map<String, List<String>> query) {
        List<String> versions = values(query);
        if (versions.isEmpty()) {
            throw new RequestRefused(ErrorCode.MISSING_API_VERSION,
                    "The query parameter api-version is missing. Add one, as in ?api-version=2020-10-01.");
        }
        checkKnown(versions, KNOWN);
        return versions.getFirst().equals(BEFORE_2020);
    }

    /** Of Azure Resource Manager's interface (maa-api §9). */
    static void requireOfProviders(Map<String, List<String>> query) {
        List<String> versions = values(query);
        if (versions.isEmpty()) {
            throw new RequestRefused(ErrorCode.MISSING_API_VERSION,
                    "The query parameter api-version is missing. Add one, as in ?api-version=2021-06-01.");
        }
        checkKnown(versions, OF_PROVIDERS);
    }

    /** Where it may be left out, as the clients do for metadata. */
    static void allow(Map<String, List<String>> query) {
        checkKnown(values(query), KNOWN);
    }

    private static void checkKnown(List<String> versions, Set<String> known) {
        if (versions.size() > 1) {
            throw new RequestRefused(ErrorCode.UNSUPPORTED_API_VERSION,
                    "The query parameter api-version occurs twice. Name one version.");
        }
        if (!known.containsAll(versions)) {
            throw new RequestRefused(ErrorCode.UNSUPPORTED_API_VERSION,
                    "The query parameter api-version names no known version. Known: "
                            + String.join(", ", new TreeSet<>(known)) + ".");
        }
    }

    private static List<String> values(Map<String, List<String>> query) {
        return query.entrySet().stream().filter(parameter -> parameter.getKey().equalsIgnoreCase(PARAMETER))
                .flatMap(parameter -> parameter.getValue().stream()).toList();
    }
}
