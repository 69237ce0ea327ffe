package dev.assay.service;

import java.util.Optional;

/**
 * Settings to be changed; what is empty stays.
 *
 * @param baseline by name
 * @param anchorSet by name; only a platform administrator assigns it
 */
public record TenantPatch(Optional<String> baseline, Optional<String> anchorSet, TokenPatch token, QuotaPatch quotas,
        GuardPatch guard) {
    public static final TenantPatch NONE = new TenantPatch(Optional.empty(), Optional.empty(), TokenPatch.NONE,
            QuotaPatch.NONE, GuardPatch.NONE);

    /** Whether it asks for more than a tenant may give itself. */
    boolean touchesQuotas() {
        return !quotas.equals(QuotaPatch.NONE);
    }

    public TenantPatch withToken(TokenPatch changed) {
        return new TenantPatch(baseline, anchorSet, changed, quotas, guard);
    }

    public TenantPatch withQuotas(QuotaPatch changed) {
        return new TenantPatch(baseline, anchorSet, token, changed, guard);
    }

    public TenantPatch withGuard(GuardPatch changed) {
        return new TenantPatch(baseline, anchorSet, token, quotas, changed);
    }

    public TenantPatch withBaseline(String name) {
        return new TenantPatch(Optional.of(name), anchorSet, token, quotas, guard);
    }

    public TenantPatch withAnchorSet(String name) {
        return new TenantPatch(baseline, Optional.of(name), token, quotas, guard);
    }
}
