package dev.assay.launcher;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Optional;

/**
 * The database's JDBC URL and its three users: the owner migrates, the application serves and owns nothing, the audit
 * user only inserts audit rows ("Settled", Database). Kept in {@code database.properties} with owner-only rights.
 */
record DatabaseAccess(String url, Credentials owner, Credentials application, Credentials audit) {

    /** The users in the file; those not there yet are made with passwords of their own. */
    static DatabaseAccess embedded(Path file, String url) {
        Properties kept = load(file);
        return new DatabaseAccess(url, user(kept, "owner", "assay_owner"), user(kept, "app", "assay_app"),
                user(kept, "audit", "assay_audit")).writtenTo(file);
    }

    /** The configured users; application and audit users not configured are made as above. */
    static DatabaseAccess external(Path file, Settings.ExternalDatabase database) {
        Properties kept = load(file);
        return new DatabaseAccess(database.url(), database.owner(),
                or(database.application(), kept, "app", "assay_app"),
                or(database.audit(), kept, "audit", "assay_audit")).writtenTo(file);
    }

    private static Credentials or(Optional<Credentials> configured, Properties kept, String key, String otherwise) {
        return configured.orElseGet(() -> user(kept, key, otherwise));
    }

    private static Credentials user(Properties kept, String key, String name) {
        return new Credentials(name, name.equals(kept.getProperty(key + ".user"))
                ? kept.getProperty(key + ".password")
                : OwnerOnly.password());
    }

    private static Properties load(Path file) {
        Properties kept = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                kept.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return kept;
    }

    private DatabaseAccess writtenTo(Path file) {
        Properties values = new Properties();
        values.setProperty("url", url);
        put(values, "owner", owner);
        put(values, "app", application);
        put(values, "audit", audit);
        StringWriter text = new StringWriter();
        try {
            values.store(text, "Written by Assay at every start");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OwnerOnly.write(file, text.toString());
        return this;
    }

    private static void put(Properties values, String key, Credentials user) {
        values.setProperty(key + ".user", user.user());
        values.setProperty(key + ".password", user.password());
    }
}
