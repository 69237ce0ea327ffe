package dev.assay.service;

import dev.assay.identity.TrustedIssuer;
import dev.assay.persistence.IssuerRows;
import dev.assay.persistence.TestDatabase;
import dev.assay.tenant.TenantChange;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The store of issuers on the real database, each call its own transaction, as the container has it. */
final class TransactedIssuers extends IssuerRows {
    @Override
    public List<Stored> list(UUID tenant) {
        return TestDatabase.transaction(entities -> TestDatabase.issuers(entities).list(tenant));
    }

    @Override
    public Optional<Stored> put(UUID tenant, Function<List<Stored>, Optional<TrustedIssuer>> step,
            TenantChange change) {
        return TestDatabase.transaction(entities -> TestDatabase.issuers(entities).put(tenant, step, change));
    }

    @Override
    public void delete(UUID tenant, String id, Function<Optional<Stored>, Boolean> step, TenantChange change) {
        TestDatabase.transaction(entities -> {
            TestDatabase.issuers(entities).delete(tenant, id, step, change);
            return tenant;
        });
    }
}
