package dev.assay.service;

import dev.assay.limits.TokenBuckets;
import dev.assay.limits.TrustedProxies;
import java.time.Duration;
import java.util.function.LongSupplier;

/** This node's buckets. Names that no tenant bears have none: only their source is held to its own. */
final class Fairness {
    private static final int KEPT = 65_536;

    private final Bounds.Rates rates;
    private final StoredTenants directory;
    private final LongSupplier nanos;
    private final TokenBuckets tenants = new TokenBuckets(KEPT);
    private final TokenBuckets credentials = new TokenBuckets(KEPT);
    private final TokenBuckets sources = new TokenBuckets(KEPT);

    Fairness(Bounds.Rates rates, StoredTenants directory, LongSupplier nanos) {
        this.rates = rates;
        this.directory = directory;
        this.nanos = nanos;
    }

    Duration source(String address) {
        return sources.take(TrustedProxies.source(address), rates.source(), nanos.getAsLong());
    }

    /** By its quota as this node last read it. */
    Duration tenant(String name) {
        if (!directory.hasSeen(name))
            return Duration.ZERO;
        int rate = directory.lastSeen(name).quotas().requestsPerSecond().orElse(rates.tenant());
        return tenants.take(name, rate, nanos.getAsLong());
    }

    /** TE-03: the issuer is part of the key. */
    Duration credential(String issuer, String subject) {
        return credentials.take(issuer.length() + ":" + issuer + subject, rates.credential(), nanos.getAsLong());
    }
}
