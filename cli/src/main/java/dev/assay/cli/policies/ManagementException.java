package dev.assay.cli.policies;

/** The service did not do what was asked. The message is the reason it gave. */
public final class ManagementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean mayPass;

    /** @param mayPass whether the same call may succeed later */
    ManagementException(String why, boolean mayPass) {
        super(why, null, false, false);
        this.mayPass = mayPass;
    }

    public boolean mayPass() {
        return mayPass;
    }
}
