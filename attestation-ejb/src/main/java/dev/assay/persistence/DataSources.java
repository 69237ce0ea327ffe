package dev.assay.persistence;

import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Stateless;
import javax.sql.DataSource;

/** The two database users of the running service, each with a pool of its own. */
@DataSourceDefinition(name = "java:app/jdbc/assay", className = "org.postgresql.ds.PGSimpleDataSource", url = "${MPCONFIG=assay.db.url}", user = "${MPCONFIG=assay.db.app.user}", password = "${MPCONFIG=assay.db.app.password}", minPoolSize = 2, maxPoolSize = 32)
@DataSourceDefinition(name = "java:app/jdbc/assay-audit", className = "org.postgresql.ds.PGSimpleDataSource", url = "${MPCONFIG=assay.db.url}", user = "${MPCONFIG=assay.db.audit.user}", password = "${MPCONFIG=assay.db.audit.password}", minPoolSize = 1, maxPoolSize = 4)
@Stateless
public class DataSources {
    @Resource(lookup = "java:app/jdbc/assay")
    private DataSource app;

    @Resource(lookup = "java:app/jdbc/assay-audit")
    private DataSource audit;

    public DataSource app() {
        return app;
    }

    public DataSource audit() {
        return audit;
    }
}
