package dev.assay.service;

import jakarta.json.JsonObject;

/** What became of asking for a tenant's metadata. */
public sealed interface Published {
    record Document(JsonObject json) implements Published {}

    record NoSuchTenant() implements Published {}

    /** The service cannot read it now. */
    record Unavailable() implements Published {}
}
