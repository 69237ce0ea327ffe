package dev.assay.web.openapi;

/** Which plane a path is on; each has its own errors ("Settled", Wire). */
enum Place {
    /** Under a tenant's attestation URI. */
    DATA,
    /** There, too: what 2018-09-01-preview alone has. */
    PREVIEW,
    MANAGEMENT,
    /** Azure Resource Manager's interface. */
    RESOURCE_MANAGER,
    /** The platform's own: the token endpoint. */
    PLATFORM;

    private static final String TENANT = "/t/{tenant}";

    /** @param path as in docs/routes.md */
    static Place of(String path) {
        return switch (path.substring(1).split("/")[0]) {
            case "t" -> path.startsWith(TENANT + "/operations/") ? PREVIEW : DATA;
            case "management" -> MANAGEMENT;
            case "subscriptions", "providers" -> RESOURCE_MANAGER;
            default -> PLATFORM;
        };
    }

    /** Whether the server's URL is a tenant's. */
    boolean ofTenant() {
        return this == DATA || this == PREVIEW;
    }

    /** The path below it. */
    String relative(String path) {
        return ofTenant() ? path.substring(TENANT.length()) : path;
    }
}
