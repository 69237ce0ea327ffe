package dev.assay.tenant;

import java.util.OptionalInt;

/**
 * What can be set of a tenant.
 *
 * @param baseline by name
 * @param anchorSet by name; only a platform administrator assigns it
 * @param authenticated types that are attested for identified callers only
 * @param fourEyes whether changes wait for a second administrator
 * @param keepEvidenceDays for how long the inputs of recorded appraisals are kept, 1 to 365; empty: they are not
 */
public record TenantSettings(TrustModel trustModel, String baseline, String anchorSet,
        AuthenticatedTypes authenticated, TokenSettings token, Quotas quotas, boolean fourEyes,
        OptionalInt keepEvidenceDays) {
    public static final TenantSettings USUAL = new TenantSettings(TrustModel.AAD, "strict", "vendors",
            AuthenticatedTypes.USUAL,
            TokenSettings.USUAL, Quotas.USUAL, false, OptionalInt.empty());
}
