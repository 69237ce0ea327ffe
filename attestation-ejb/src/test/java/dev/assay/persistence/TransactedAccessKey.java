package dev.assay.persistence;

import dev.assay.identity.AdministrativeAct;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The keys' rows as the container hands them out: each call a transaction of its own. */
public final class TransactedAccessKey extends AccessKeyRows {
    @Override
    public List<Stored> read() {
        return in(AccessKeyRows::read);
    }

    @Override
    public void claim(Stored fresh, AdministrativeAct act) {
        in(rows -> {
            rows.claim(fresh, act);
            return true;
        });
    }

    @Override
    public boolean replace(String active, Stored fresh, Instant until, AdministrativeAct act) {
        return in(rows -> rows.replace(active, fresh, until, act));
    }

    @Override
    public int destroyDue(AdministrativeAct act) {
        return in(rows -> rows.destroyDue(act));
    }

    private static <T> T in(Function<AccessKeyRows, T> work) {
        return TestDatabase.transaction(entities -> work.apply(TestDatabase.accessKey(entities)));
    }
}
