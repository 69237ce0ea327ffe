package dev.assay.web.openapi;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.assay.service.Addresses;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The description as the server puts it together, and what can be held against its schemas. */
public final class Documents {
    private static final Path CHAPTERS = Path.of(System.getProperty("basedir", "."), "src/main/webapp/WEB-INF/openapi");
    private static final String OURS = "https://assay.example/openapi";
    private static final String STANDARD = "https://spec.openapis.org/oas/3.1/schema-base/2022-10-07";

    private final JsonObject document;
    private final SchemaRegistry schemas;

    private Documents(JsonObject document) {
        this.document = document;
        this.schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(iri -> iri.equals(OURS) ? document.toString() : published(iri)));
    }

    /** @param document as served, or as of {@link #assembled} */
    public static Documents of(JsonObject document) {
        return new Documents(document);
    }

    public static Documents assembled() {
        return new Documents(new Description(chapters(), new Addresses("0-test", "https://assay.example",
                Optional.of("attest.example"))).document());
    }

    static Chapters chapters() {
        try (Stream<Path> files = Files.list(CHAPTERS)) {
            return Chapters.of(files.sorted().map(Documents::text).toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** OpenAPI's own schemas; null for what is not there. */
    private static String published(String iri) {
        try (InputStream text = Documents.class.getClassLoader().getResourceAsStream(iri.replace("https://", ""))) {
            return text == null ? null : new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public JsonObject document() {
        return document;
    }

    /** What in the document OpenAPI 3.1 does not have. why: by format a server's URL could have no variables. */
    public List<String> unsound() {
        return errors(schemas.getSchema(SchemaLocation.of(STANDARD)), document.toString(), false);
    }

    /** @param pointer JSON pointer to a schema within the document */
    public List<String> misfits(String pointer, JsonValue value) {
        return errors(schemas.getSchema(SchemaLocation.of(OURS + "#" + pointer)), value.toString(), true);
    }

    private static List<String> errors(Schema schema, String text, boolean formats) {
        return schema.validate(text, InputFormat.JSON, context -> context.executionConfig(
                config -> config.formatAssertionsEnabled(formats))).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage()).toList();
    }

    /** The page people see, with the place of the console's sheet as it is on the server. */
    public String page() {
        return new ReferencePage(document, published("dev/assay/web/openapi/reference.html")).html();
    }
}
