package dev.assay.persistence;

import dev.assay.evidence.AttestationType;
import dev.assay.tenant.PolicyChange;
import dev.assay.tenant.PolicyVersion;
import dev.assay.tenant.StoredPolicy;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Policies' rows as the container hands them out: each call a transaction of its own. */
public final class TransactedPolicies extends PolicyRows {
    @Override
    public From now(UUID tenant, AttestationType type) {
        return in(rows -> rows.now(tenant, type));
    }

    @Override
    public int activeVersion(UUID tenant, AttestationType type) {
        return in(rows -> rows.activeVersion(tenant, type));
    }

    @Override
    public boolean inForce(UUID tenant, AttestationType type, Optional<String> document) {
        return in(rows -> rows.inForce(tenant, type, document));
    }

    @Override
    public StoredPolicy read(UUID tenant, AttestationType type, int version) {
        return in(rows -> rows.read(tenant, type, version));
    }

    @Override
    public Change update(From from, PolicyVersion wanted, PolicyChange change) {
        return in(rows -> rows.update(from, wanted, change));
    }

    @Override
    public Change reset(From from, PolicyChange change) {
        return in(rows -> rows.reset(from, change));
    }

    private static <T> T in(Function<PolicyRows, T> work) {
        return TestDatabase.transaction(entities -> {
            PolicyRows rows = new PolicyRows();
            rows.entities = entities;
            return work.apply(rows);
        });
    }
}
