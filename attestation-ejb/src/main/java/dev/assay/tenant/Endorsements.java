package dev.assay.tenant;

import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import java.util.Set;

/** Port: what a tenant itself states of those it attests, beside the vendors' collateral. */
@FunctionalInterface
public interface Endorsements {
    /** Of a tenant that states nothing. */
    Endorsements NONE = (tenant, keys) -> CollateralSet.NONE;

    /**
     * Reads what is asked for in one short transaction, as it is now.
     *
     * @param keys of kinds that are {@linkplain dev.assay.collateral.CollateralKind#tenantOwned() the tenant's own}
     * @return a device it does not know is absent; of authorities, where it names none, there is an empty statement
     * @throws RuntimeException a {@code StoreException} where the database does not answer
     */
    CollateralSet find(Tenant tenant, Set<CollateralKey> keys);
}
