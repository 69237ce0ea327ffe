package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.json.StrictJson;
import dev.assay.tenant.AuthenticatedTypes;
import dev.assay.tenant.ProviderPlace;
import dev.assay.tenant.TenantState;
import dev.assay.tenant.TrustModel;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Where tenants are in Azure Resource Manager's order; each method one short transaction. */
@Stateless
@LocalBean
public class ProviderRows {
    @PersistenceContext(unitName = "assay")
    EntityManager entities;

    /** One line of a list, with what of its tenant a list shows. */
    public record Listed(ProviderPlace place, TenantState state, TrustModel trustModel,
            AuthenticatedTypes authenticated) {}

    /** Of which providers. @param group empty: of all groups of the subscription. @param afterName empty: from the first */
    public record Page(String subscription, String group, String afterName, int size) {}

    /** In the transaction that makes the tenant. */
    static void insert(EntityManager entities, UUID tenant, ProviderPlace place, Instant at) {
        entities.createNativeQuery(
                """
                        INSERT INTO assay.arm_provider (tenant_id, subscription_id, resource_group, provider_name, location, tags,
                            created_at, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)""")
                .setParameter(1, tenant)
                .setParameter(2, place.subscription()).setParameter(3, place.group()).setParameter(4, place.name())
                .setParameter(5, place.location()).setParameter(6, text(place.tags())).setParameter(7, at)
                .executeUpdate();
    }

    /** Empty where the tenant was made otherwise. */
    public Optional<ProviderPlace> read(UUID tenant) {
        TenantScope.enter(entities, tenant);
        List<?> rows = entities.createNativeQuery("""
                SELECT subscription_id, resource_group, provider_name, location, tags FROM assay.arm_provider
                WHERE tenant_id = ?1""", Object[].class).setParameter(1, tenant).getResultList();
        return rows.stream().findFirst().map(row -> place((Object[]) row));
    }

    /** The tags, all of them anew; that they are a tenant's own is in no token, so no version counts them. */
    public void retag(UUID tenant, SortedMap<String, String> tags, Instant at) {
        TenantScope.enter(entities, tenant);
        entities.createNativeQuery("""
                UPDATE assay.arm_provider SET tags = ?2, changed_at = ?3 WHERE tenant_id = ?1 AND tags <> ?2""")
                .setParameter(1, tenant).setParameter(2, text(tags)).setParameter(3, at).executeUpdate();
    }

    /** By name; those whose tenant is deleted are none. */
    public List<Listed> page(Page page) {
        List<?> rows = entities.createNativeQuery("""
                SELECT subscription_id, resource_group, provider_name, location, tags, state, trust_model,
                    authenticated_types FROM assay.arm_provider_page(?1, ?2, ?3, ?4)""", Object[].class)
                .setParameter(1, page.subscription()).setParameter(2, page.group()).setParameter(3, page.afterName())
                .setParameter(4, page.size()).getResultList();
        return rows.stream().map(row -> listed((Object[]) row)).toList();
    }

    private static Listed listed(Object[] row) {
        return new Listed(place(row), TenantState.named((String) row[5]),
                TrustModel.valueOf(((String) row[6]).toUpperCase(Locale.ROOT)), AuthenticatedTypes
                        .of(Arrays.stream(((String) row[7]).split(" ")).filter(name -> !name.isEmpty()).toList()));
    }

    private static ProviderPlace place(Object[] row) {
        return new ProviderPlace((String) row[0], (String) row[1], (String) row[2], (String) row[3],
                tags((String) row[4]));
    }

    private static String text(SortedMap<String, String> tags) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        tags.forEach(json::add);
        return json.build().toString();
    }

    private static SortedMap<String, String> tags(String text) {
        JsonObject json = StrictJson.object("tags", Bytes.utf8(text));
        SortedMap<String, String> tags = new TreeMap<>();
        json.keySet().forEach(name -> tags.put(name, json.getString(name)));
        return tags;
    }
}
