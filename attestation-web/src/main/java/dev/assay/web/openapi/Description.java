package dev.assay.web.openapi;

import dev.assay.service.Addresses;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;

/** Puts the document together. */
record Description(Chapters chapters, Addresses at) {
    static final String PATH = "/openapi";
    private static final String VERSION = "3.1.1";
    private static final List<String> SECTIONS = List.of("schemas", "responses", "parameters", "examples", "headers",
            "securitySchemes");

    /** IllegalStateException where the chapters do not fit together. */
    JsonObject document() {
        JsonObject components = components();
        return Json.createObjectBuilder().add("openapi", VERSION).add("info", info())
                .add("externalDocs", Json.createObjectBuilder().add("description", "The same for people")
                        .add("url", at.baseUrl() + PATH + "/"))
                .add("servers", Json.createArrayBuilder().add(server(at.baseUrl(), "This installation")))
                .add("tags", chapters.tags()).add("paths", paths(components)).add("components", components).build();
    }

    private JsonObjectBuilder info() {
        return Json.createObjectBuilder(chapters.section("info")).add("version", at.version());
    }

    private JsonObject components() {
        JsonObjectBuilder components = Json.createObjectBuilder();
        SECTIONS.forEach(section -> components.add(section, section.equals("responses")
                ? responses()
                : chapters.section(section)));
        return components.build();
    }

    private JsonObject responses() {
        JsonObjectBuilder responses = Json.createObjectBuilder();
        chapters.section("responses").forEach((name, response) -> responses.add(name,
                OperationEntry.withRequestId(response.asJsonObject())));
        return responses.build();
    }

    private JsonObject paths(JsonObject components) {
        OperationEntry entry = new OperationEntry(components, new ErrorCatalog(chapters.section("codes")),
                at.baseUrl());
        JsonObjectBuilder paths = Json.createObjectBuilder();
        // Refuses a path that two chapters have.
        chapters.section("paths");
        chapters.all().forEach(chapter -> Chapters.in(chapter, "paths").forEach((path, item) -> paths.add(
                Place.of(path).relative(path), item(entry, path, item.asJsonObject(),
                        chapter.getJsonObject("tag").getString("name")))));
        return paths.build();
    }

    private JsonObjectBuilder item(OperationEntry entry, String path, JsonObject operations, String tag) {
        JsonObjectBuilder item = Json.createObjectBuilder();
        if (Place.of(path).ofTenant())
            item.add("servers", tenantServers());
        else if (path.contains("{tenant}"))
            item.add("parameters", Json.createArrayBuilder().add(Refs.to("parameters", "Tenant")));
        operations.forEach((method, operation) -> item.add(method, entry.of(path, method.toUpperCase(Locale.ROOT),
                operation.asJsonObject(), tag)));
        return item;
    }

    /** A tenant's attestation URI is a server of its own, so that generated clients take it as they should. */
    private JsonArrayBuilder tenantServers() {
        JsonObjectBuilder variables = Json.createObjectBuilder().add("tenant", Json.createObjectBuilder()
                .add("default", "blue").add("description", "The tenant's name."));
        JsonValue tenant = variables.build();
        JsonArrayBuilder servers = Json.createArrayBuilder()
                .add(server(at.baseUrl(), "The tenant named default"))
                .add(server(at.baseUrl() + "/t/{tenant}", "Every other tenant").add("variables", tenant));
        at.baseDomain().ifPresent(domain -> servers.add(server("https://{tenant}." + domain,
                "Every other tenant, at its host name").add("variables", tenant)));
        return servers;
    }

    private static JsonObjectBuilder server(String url, String description) {
        return Json.createObjectBuilder().add("url", url).add("description", description);
    }
}
