package dev.assay.service;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Settings to be changed; what is empty stays.
 *
 * @param baseline by name
 * @param anchorSet by name; only a platform administrator assigns it
 * @param keepEvidenceDays for how long inputs of appraisals are kept; empty inside: not at all
 */
public record TenantPatch(Optional<String> baseline, Optional<String> anchorSet, TokenPatch token, QuotaPatch quotas,
        GuardPatch guard, Optional<OptionalInt> keepEvidenceDays) {
    public static final TenantPatch NONE = new TenantPatch(Optional.empty(), Optional.empty(), TokenPatch.NONE,
            QuotaPatch.NONE, GuardPatch.NONE, Optional.empty());

    /** Whether it asks for more than a tenant may give itself. */
    boolean touchesQuotas() {
        return !quotas.equals(QuotaPatch.NONE);
    }

    public TenantPatch withToken(TokenPatch changed) {
        return new TenantPatch(baseline, anchorSet, changed, quotas, guard, keepEvidenceDays);
    }

    public TenantPatch withQuotas(QuotaPatch changed) {
        return new TenantPatch(baseline, anchorSet, token, changed, guard, keepEvidenceDays);
    }

    public TenantPatch withGuard(GuardPatch changed) {
        return new TenantPatch(baseline, anchorSet, token, quotas, changed, keepEvidenceDays);
    }

    public TenantPatch withBaseline(String name) {
        return new TenantPatch(Optional.of(name), anchorSet, token, quotas, guard, keepEvidenceDays);
    }

    public TenantPatch withAnchorSet(String name) {
        return new TenantPatch(baseline, Optional.of(name), token, quotas, guard, keepEvidenceDays);
    }

    public TenantPatch withKeepEvidenceDays(OptionalInt days) {
        return new TenantPatch(baseline, anchorSet, token, quotas, guard, Optional.of(days));
    }
}
