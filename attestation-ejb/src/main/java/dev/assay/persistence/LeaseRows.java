package dev.assay.persistence;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;

/** Leases on jobs that one node does at a time ("Settled", Database). */
@Stateless
public class LeaseRows {
    @PersistenceContext(unitName = "assay")
    EntityManager entities;

    /** Takes or renews a lease, by the database's clock; false where another node holds it. */
    public boolean take(String job, String node, Duration length) {
        return entities.createNativeQuery("""
                INSERT INTO assay.timer_lease AS l (name, holder, until)
                VALUES (?1, ?2, clock_timestamp() + make_interval(secs => ?3))
                ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
                WHERE l.holder = excluded.holder OR l.until <= clock_timestamp()""").setParameter(1, job)
                .setParameter(2, node).setParameter(3, (double) length.toSeconds()).executeUpdate() == 1;
    }
}
