package dev.assay.launcher;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema up to date as the owner, before the server opens it; the scripts are the migrations module's. */
final class Schema {
    static final String SCRIPTS = "classpath:db/migration";

    private Schema() {}

    /** The number of scripts run now. */
    static int migrate(DatabaseAccess access, String location) {
        try {
            return Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(access.url(), access.owner().user(), access.owner().password())
                    .locations(location)
                    .placeholders(Map.of("app_role", access.application().user(), "audit_role", access.audit().user()))
                    .connectRetries(0)
                    .load()
                    .migrate().migrationsExecuted;
        } catch (FlywayException e) {
            throw new RefusedException("The database's schema cannot be brought up to date (" + firstLine(e)
                    + "): restore a backup, or start the Assay that wrote it.", e);
        }
    }

    private static String firstLine(FlywayException e) {
        return String.valueOf(e.getMessage()).lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst()
                .orElse("no reason given");
    }
}
