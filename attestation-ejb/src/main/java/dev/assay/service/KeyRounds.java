package dev.assay.service;

import dev.assay.persistence.LeaseRows;
import dev.assay.persistence.SigningKeyRows;
import dev.assay.persistence.StoreException;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.signing.RotationRule;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantDirectory;
import jakarta.ejb.EJBException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One round over the tenants whose keys have a step due, by the node that holds the lease. */
final class KeyRounds {
    private static final System.Logger LOG = System.getLogger(KeyRounds.class.getName());
    private static final String JOB = "key-rotation";
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Stores stores;
    private final TenantDirectory tenants;
    private final KeyDesk desk;

    /** What the database keeps for it. */
    record Stores(SigningKeyRows keys, LeaseRows leases) {}

    KeyRounds(Stores stores, TenantDirectory tenants, KeyDesk desk) {
        this.stores = stores;
        this.tenants = tenants;
        this.desk = desk;
    }

    /** Steps taken; none where another node is at it. */
    int go(String node, Instant at) {
        int taken = 0;
        Set<String> done = new LinkedHashSet<>();
        for (List<String> page = configured(); !page.isEmpty(); page = due(at, done)) {
            if (!stores.leases().take(JOB, node, LEASE))
                return taken;
            for (String name : page) {
                done.add(name);
                taken += tenants.find(name).map(this::tend).orElse(0);
            }
        }
        return taken;
    }

    /** These are always looked at: their settings may have changed with a restart. */
    private List<String> configured() {
        return tenants.all().stream().map(Tenant::name).toList();
    }

    private List<String> due(Instant at, Set<String> done) {
        RotationRule rule = desk.rule();
        SigningKeyRows.DueBefore before = new SigningKeyRows.DueBefore(rule.activatedBefore(at), rule.endsBefore(at),
                rule.expiredBefore(at));
        String after = "";
        while (true) {
            List<String> page = stores.keys().due(before, after);
            List<String> fresh = page.stream().filter(name -> !done.contains(name)).toList();
            if (!fresh.isEmpty() || page.isEmpty())
                return fresh;
            after = page.getLast();
        }
    }

    /** why: one tenant's trouble, such as a token that is out, is not another's. */
    private int tend(Tenant tenant) {
        try {
            return desk.keeper().tend(desk.keys().owner(tenant));
        } catch (KeyUnavailableException | EJBException | StoreException failed) {
            LOG.log(System.Logger.Level.ERROR, "signing keys of {0}: {1}", tenant.name(), failed.getMessage());
            return 0;
        }
    }
}
