package dev.assay.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions the build wrote down: Assay's own and the embedded PostgreSQL's. */
record Versions(String assay, String postgres) {

    static Versions ofBuild() {
        Properties values = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("launcher.properties")) {
            values.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Versions(values.getProperty("assay.version"), values.getProperty("postgres.version"));
    }

    /** The number PostgreSQL writes into PG_VERSION, such as 17. */
    String postgresMajor() {
        return postgres.substring(0, postgres.indexOf('.'));
    }
}
