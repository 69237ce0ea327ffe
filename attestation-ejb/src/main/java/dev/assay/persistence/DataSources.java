package dev.assay.persistence;

import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Stateless;
import javax.sql.DataSource;

/**
 * The two database users of the running service, each with a pool of its own. A connection is asked whether it lives
 * before it is handed out, once in 2 s at most, and where one does not all are made anew: without that a restart of the
 * database would leave the pools broken for good.
 */
@DataSourceDefinition(name = "java:app/jdbc/assay", className = "org.postgresql.ds.PGSimpleDataSource", url = "${MPCONFIG=assay.db.url}", user = "${MPCONFIG=assay.db.app.user}", password = "${MPCONFIG=assay.db.app.password}", minPoolSize = 2, maxPoolSize = 32, properties = {
        DataSources.VALIDATE, DataSources.CUSTOM, DataSources.ASK, DataSources.SELDOM, DataSources.RENEW})
@DataSourceDefinition(name = "java:app/jdbc/assay-audit", className = "org.postgresql.ds.PGSimpleDataSource", url = "${MPCONFIG=assay.db.url}", user = "${MPCONFIG=assay.db.audit.user}", password = "${MPCONFIG=assay.db.audit.password}", minPoolSize = 1, maxPoolSize = 4, properties = {
        DataSources.VALIDATE, DataSources.CUSTOM, DataSources.ASK, DataSources.SELDOM, DataSources.RENEW})
@Stateless
public class DataSources {
    static final String VALIDATE = "fish.payara.is-connection-validation-required=true";
    static final String CUSTOM = "fish.payara.connection-validation-method=custom-validation";
    static final String ASK = "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation";
    static final String SELDOM = "fish.payara.validate-atmost-once-period-in-seconds=2";
    static final String RENEW = "fish.payara.fail-all-connections=true";

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
