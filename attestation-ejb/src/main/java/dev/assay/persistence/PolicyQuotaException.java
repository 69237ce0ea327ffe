package dev.assay.persistence;

import jakarta.ejb.ApplicationException;

/** A tenant has as many versions of policies as it may have; nothing was stored. */
@ApplicationException(rollback = true)
public final class PolicyQuotaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PolicyQuotaException(int allowed) {
        super("the tenant has stored as many policy versions as its quota allows (" + allowed + ")", null, false,
                false);
    }
}
