package dev.assay.service;

import dev.assay.persistence.DataSources;
import dev.assay.persistence.StoreException;
import dev.assay.persistence.UsedChallenges;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJBException;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.function.Consumer;

/** What each node does by the clock. No lease: these jobs are each node's own, or change nothing when done twice. */
@Singleton
@Startup
@DependsOn("Provisioning")
@Lock(LockType.READ)
@TransactionManagement(TransactionManagementType.BEAN)
public class Upkeep {
    private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

    @Inject
    House house;

    @Inject
    DataSources sources;

    /** CO-09. */
    @Schedule(hour = "*", minute = "*", persistent = false)
    public void compareClocks() {
        attempt(rooms -> rooms.surroundings().clock().compare(rooms.stores().app().clock()));
    }

    @Schedule(hour = "*/6", minute = "17", persistent = false)
    public void makeAuditPartitions() {
        attempt(rooms -> rooms.stores().app().ensureAuditPartitions(rooms.surroundings().clock().now()));
    }

    /** TE-07. */
    @Schedule(hour = "*", minute = "37", persistent = false)
    public void shredDeletedTenants() {
        attempt(rooms -> {
            // CO-09: a clock that cannot be believed destroys nothing.
            if (!rooms.surroundings().clock().sound())
                return;
            int shredded = rooms.tenancy().administration().shredDue(rooms.surroundings().node());
            if (shredded > 0)
                LOG.log(System.Logger.Level.INFO, "destroyed the keys of {0} deleted tenants", shredded);
        });
    }

    /** Four eyes: what nobody decided ends, and what was approved and stopped on its way goes on. */
    @Schedule(hour = "*", minute = "*", second = "43", persistent = false)
    public void tendProposals() {
        attempt(rooms -> {
            // CO-09: a clock that cannot be believed ends nothing.
            if (rooms.surroundings().clock().sound())
                rooms.tenancy().approving().tend(rooms.surroundings().node());
        });
    }

    /** TP-21. Two nodes at it delete each row once. */
    @Schedule(hour = "*", minute = "*/5", second = "29", persistent = false)
    public void forgetUsedChallenges() {
        attempt(rooms -> new UsedChallenges(sources.app()).forget());
    }

    private void attempt(Consumer<House.Rooms> job) {
        try {
            job.accept(house.rooms());
        } catch (StoreException | EJBException down) {
            LOG.log(System.Logger.Level.WARNING, "upkeep: {0}", down.getMessage());
        }
    }
}
