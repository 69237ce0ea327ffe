package dev.assay.web.openapi;

/** Which plane a path is on; each has its own errors ("Settled", Wire). */
enum Place {
    /** Under a tenant's attestation URI. */
    DATA,
    MANAGEMENT,
    /** The platform's own, as the token endpoint. */
    PLATFORM;

    private static final String TENANT = "/t/{tenant}";

    /** @param path as in docs/routes.md */
    static Place of(String path) {
        if (path.startsWith(TENANT + "/"))
            return DATA;
        return path.startsWith("/management/") ? MANAGEMENT : PLATFORM;
    }

    /** The path below its server's URL. */
    String relative(String path) {
        return this == DATA ? path.substring(TENANT.length()) : path;
    }
}
