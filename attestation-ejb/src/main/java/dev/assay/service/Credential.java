package dev.assay.service;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a caller of the data plane shows; looked at only where the call takes an identified caller. It holds no secret.
 *
 * @param demanded whatever the tenant's settings say, as by api-version 2018-09-01-preview (maa-api §7)
 * @param identify whom it is of
 */
public record Credential(boolean demanded, Supplier<Identification> identify) {
    /** Of a call that shows none and need not. */
    public static final Credential NONE = new Credential(false, Identification.Refused::new);

    /** The same, asked once however often it is looked at; for one thread. */
    Credential once() {
        List<Identification> found = new ArrayList<>(1);
        return new Credential(demanded, () -> {
            if (found.isEmpty())
                found.add(identify.get());
            return found.getFirst();
        });
    }
}
