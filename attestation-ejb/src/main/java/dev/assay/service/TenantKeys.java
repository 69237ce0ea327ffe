package dev.assay.service;

import dev.assay.signing.KeyOwner;
import dev.assay.signing.KeyRing;
import dev.assay.signing.KeyTerms;
import dev.assay.signing.PublishedKey;
import dev.assay.signing.SigningKey;
import dev.assay.tenant.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The key ring, asked in tenants' names: the one place that knows what a tenant's keys are to be. */
record TenantKeys(KeyRing ring, Function<Tenant, KeyTerms> terms) {
    SigningKey active(Tenant tenant, Instant expiry) {
        return ring.active(owner(tenant), expiry);
    }

    List<PublishedKey> published(Tenant tenant) {
        return ring.published(owner(tenant));
    }

    KeyOwner owner(Tenant tenant) {
        return new KeyOwner(tenant.id(), tenant.issuer(), terms.apply(tenant));
    }
}
