package dev.assay.service;

import dev.assay.persistence.TpmAuthorityRows;
import dev.assay.persistence.TpmDeniedKeyRows;
import dev.assay.persistence.TpmDeviceRows;
import dev.assay.persistence.TpmStatements;
import java.time.Instant;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** What tenants know of TPMs: read for appraisals, grown by them, enrolled and administered. */
record Tpms(TpmStatements statements, Sightings sightings, Enrolments enrolments, TpmDeviceDesk devices,
        TpmAuthorityDesk authorities, TpmDeniedKeyDesk deniedKeys) {
    static Tpms of(DataSource app, StoredTenants directory, Supplier<Instant> clock) {
        TpmDeviceRows devices = new TpmDeviceRows(app);
        TpmStatements statements = new TpmStatements(app);
        return new Tpms(statements, new Sightings(devices::note), new Enrolments(devices),
                new TpmDeviceDesk(directory, devices, statements::authorities, clock),
                new TpmAuthorityDesk(directory, new TpmAuthorityRows(app), clock),
                new TpmDeniedKeyDesk(directory, new TpmDeniedKeyRows(app), clock));
    }
}
