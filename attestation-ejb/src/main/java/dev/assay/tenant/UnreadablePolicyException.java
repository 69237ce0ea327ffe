package dev.assay.tenant;

import dev.assay.bytes.Bytes;

/** The policy in force cannot be read by this release, as after going back from one that knew more of the language. */
public final class UnreadablePolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Tenant tenant;
    private final int version;
    private final transient Bytes hash;

    /** @param hash of its text, as in {@code x-ms-policy-hash} */
    public UnreadablePolicyException(Tenant tenant, int version, Bytes hash) {
        super("Version " + version + " of the tenant's policy is in force and cannot be read by this release. Store a"
                + " policy it can read, or reset it.", null, false, false);
        this.tenant = tenant;
        this.version = version;
        this.hash = hash;
    }

    public Tenant tenant() {
        return tenant;
    }

    public int version() {
        return version;
    }

    public Bytes hash() {
        return hash;
    }
}
