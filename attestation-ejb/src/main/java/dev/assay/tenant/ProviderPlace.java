package dev.assay.tenant;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where in Azure Resource Manager's order a tenant is (maa-api §9); spelled as its maker did, compared without case.
 *
 * @param name the tenant's, in any case. @param location means nothing here
 */
public record ProviderPlace(String subscription, String group, String name, String location,
        SortedMap<String, String> tags) {
    public ProviderPlace {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    public ProviderPlace withTags(SortedMap<String, String> changed) {
        return new ProviderPlace(subscription, group, name, location, changed);
    }

    /** Whether it is at this place. */
    public boolean isAt(String subscriptionId, String resourceGroup) {
        return subscription.equalsIgnoreCase(subscriptionId) && group.equalsIgnoreCase(resourceGroup);
    }
}
