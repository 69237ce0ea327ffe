package dev.assay.persistence;

import java.util.Optional;

/** The key's row as the container hands it out: each call a transaction of its own. */
public final class TransactedAccessKey extends AccessKeyRows {
    @Override
    public Optional<Stored> read() {
        return TestDatabase.transaction(entities -> {
            AccessKeyRows rows = new AccessKeyRows();
            rows.entities = entities;
            return rows.read();
        });
    }

    @Override
    public Stored claim(Stored fresh) {
        return TestDatabase.transaction(entities -> {
            AccessKeyRows rows = new AccessKeyRows();
            rows.entities = entities;
            return rows.claim(fresh);
        });
    }
}
