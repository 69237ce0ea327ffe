package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.tenant.CertificateChange;
import dev.assay.tenant.PolicyChange;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Policy certificates' rows as the container hands them out: each call a transaction of its own. */
public final class TransactedCertificates extends PolicyCertificateRows {
    @Override
    public List<Bytes> read(UUID tenant) {
        return in(rows -> rows.read(tenant));
    }

    @Override
    public int changes(UUID tenant) {
        return in(rows -> rows.changes(tenant));
    }

    @Override
    public Change change(UUID tenant, CertificateChange wanted, PolicyChange by) {
        return in(rows -> rows.change(tenant, wanted, by));
    }

    private static <T> T in(Function<PolicyCertificateRows, T> work) {
        return TestDatabase.transaction(entities -> {
            PolicyCertificateRows rows = new PolicyCertificateRows();
            rows.entities = entities;
            return work.apply(rows);
        });
    }
}
