package dev.assay.cli.tpm;

import dev.assay.evidence.Reason;
import java.util.Optional;

/** The service answered, and not with what was asked for. */
public final class ExchangeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final Reason reason;

    /** @param status of HTTP. @param reason null where the answer names none of ours */
    ExchangeException(String why, int status, Reason reason) {
        super(why, null, false, false);
        this.status = status;
        this.reason = reason;
    }

    /** What the service gives as its reason, where it is an Assay that got as far as judging. */
    public Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }

    /** Whether the same call may succeed later. */
    public boolean mayPass() {
        return status == 429 || status >= 500;
    }
}
