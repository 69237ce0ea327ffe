package dev.assay.service;

import dev.assay.persistence.SigningKeyRows;
import dev.assay.persistence.StoredKeyRing;
import dev.assay.signing.Custody;
import dev.assay.signing.CustodyKind;
import dev.assay.signing.KeyTerms;
import dev.assay.signing.RotationRule;
import dev.assay.tenant.Tenant;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The parts that work with signing keys, put together. */
record KeyDesk(RotationRule rule, KeyKeeper keeper, StoredKeyRing ring, TenantKeys keys) {
    /** What configuration decides. @param node in whose name keys change that nobody asked for */
    record Plan(RotationRule rule, Map<CustodyKind, Custody> custodies, Function<Tenant, KeyTerms> terms,
            String node) {}

    static KeyDesk open(Plan plan, SigningKeyRows rows, Supplier<Instant> clock) {
        KeyKeeper keeper = new KeyKeeper(rows, plan, clock);
        StoredKeyRing ring = new StoredKeyRing(rows, plan.custodies(),
                FirstKeys.on(Runtime.getRuntime().availableProcessors(), keeper::first), System::nanoTime);
        return new KeyDesk(plan.rule(), keeper, ring, new TenantKeys(ring, plan.terms()));
    }
}
