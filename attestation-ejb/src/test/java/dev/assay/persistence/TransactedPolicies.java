package dev.assay.persistence;

import dev.assay.evidence.AttestationType;
import dev.assay.tenant.KeptPolicy;
import dev.assay.tenant.KeptVersion;
import dev.assay.tenant.PolicyChange;
import dev.assay.tenant.PolicyStanding;
import dev.assay.tenant.PolicyVersion;
import dev.assay.tenant.StoredPolicy;
import java.util.List;
import java.util.Map;
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
    public PolicyStanding standing(UUID tenant, AttestationType type) {
        return in(rows -> rows.standing(tenant, type));
    }

    @Override
    public PolicyStanding after(From from) {
        return in(rows -> rows.after(from));
    }

    @Override
    public List<KeptVersion> page(UUID tenant, AttestationType type, int before, int size) {
        return in(rows -> rows.page(tenant, type, before, size));
    }

    @Override
    public Optional<KeptPolicy> find(UUID tenant, AttestationType type, int version) {
        return in(rows -> rows.find(tenant, type, version));
    }

    @Override
    public Map<Integer, KeptVersion.Activity> activity(UUID tenant, AttestationType type, int from, int to) {
        return in(rows -> rows.activity(tenant, type, from, to));
    }

    @Override
    public Change activate(From from, int version, PolicyChange change) {
        return in(rows -> rows.activate(from, version, change));
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
