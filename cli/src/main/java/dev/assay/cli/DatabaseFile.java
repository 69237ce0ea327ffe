package dev.assay.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** How to reach the installation's database as its application user: {@code database.properties}, which the launcher writes. */
record DatabaseFile(String url, String user, String password) {
    private static final int SECONDS = 5;

    /** @throws UsageException where no installation has run on this folder */
    static DatabaseFile in(Path dataFolder) {
        Path file = dataFolder.resolve("database.properties");
        if (!Files.exists(file))
            throw new UsageException("ASSAY_DATA: there is no " + file + "; './assay run' writes it.");
        Properties values = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            values.load(in);
        } catch (IOException | IllegalArgumentException refused) {
            throw new UsageException("ASSAY_DATA: " + file + " cannot be read; check its permissions.");
        }
        return new DatabaseFile(demand(file, values, "url"), demand(file, values, "app.user"),
                demand(file, values, "app.password"));
    }

    DataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(SECONDS);
        source.setSocketTimeout(6 * SECONDS);
        return source;
    }

    private static String demand(Path file, Properties values, String name) {
        String value = values.getProperty(name, "");
        if (value.isBlank())
            throw new UsageException("ASSAY_DATA: " + file + " says nothing of " + name + "; './assay run' writes it.");
        return value;
    }

    /** why: a record prints its members. */
    @Override
    public String toString() {
        return "database " + url;
    }
}
