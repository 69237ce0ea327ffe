package dev.assay.persistence;

import java.util.Optional;

/** The key's row as the container hands it out: each call a transaction of its own. */
public final class TransactedAccessKey extends AccessKeyRows {
    @Override
    public Optional<Stored> read() {
        return TestDatabase.transaction(entities -> TestDatabase.accessKey(entities).read());
    }

    @Override
    public Stored claim(Stored fresh) {
        return TestDatabase.transaction(entities -> TestDatabase.accessKey(entities).claim(fresh));
    }
}
