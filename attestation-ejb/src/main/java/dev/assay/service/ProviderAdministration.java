package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.identity.Role;
import dev.assay.persistence.ProviderRows;
import dev.assay.persistence.TenantStore;
import dev.assay.service.TenantAnswer.Kind;
import dev.assay.tenant.AuthenticatedTypes;
import dev.assay.tenant.ProviderPlace;
import dev.assay.tenant.Tenant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Azure Resource Manager's providers over the management of tenants (maa-api §9): a provider is a tenant made here, its
 * name that of the tenant in any case. Tenants made otherwise are no providers.
 */
final class ProviderAdministration {
    private static final int PAGE = 1000;
    private static final String DELETED = TenantView.DELETED;

    private final ProviderRows places;
    private final TenantStore ids;
    private final TenantAdministration tenants;
    private final TenantDesk desk;

    ProviderAdministration(ProviderRows places, TenantStore ids, TenantAdministration tenants, TenantDesk desk) {
        this.places = places;
        this.ids = ids;
        this.tenants = tenants;
        this.desk = desk;
    }

    /** A provider with its tenant, which is not deleted. */
    private record Found(UUID id, ProviderPlace place, TenantView tenant) {}

    /** Makes a provider, or brings the one there is to what is wished. */
    ProviderAnswer put(ProviderPath path, ProviderWish wish, TenantCall call) {
        if (!call.caller().platformAdministrator())
            return forbidden();
        return find(path, call).map(found -> renew(found, wish, call)).orElseGet(() -> make(path, wish, call));
    }

    private ProviderAnswer make(ProviderPath path, ProviderWish wish, TenantCall call) {
        ProviderPlace place = new ProviderPlace(path.subscription(), path.group(), path.name(), wish.location(),
                wish.tags());
        TenantWish tenant = new TenantWish(name(path), wish.policyCertificates(),
                types(tpm(Set.of(), wish.tpmAuthenticated().orElse(true))));
        return on(tenants.create(tenant, Optional.of(place), call),
                view -> new ProviderAnswer.Made(view(place, view)));
    }

    private ProviderAnswer renew(Found found, ProviderWish wish, TenantCall call) {
        if (!found.place().location().equalsIgnoreCase(wish.location()))
            return conflict("location: is fixed for the provider's life.");
        // why: the request that made it is to be answered the same after its certificates changed on the data plane.
        if (!wish.policyCertificates().isEmpty() && !signers(wish).equals(signers(found))
                && !signers(wish).equals(first(found)))
            return conflict("properties.policySigningCertificates: are those it was made with, or those listed now;"
                    + " /certificates:add and :remove change them.");
        return change(found, new ProviderPatch(Optional.of(wish.tags()), wish.tpmAuthenticated()), call);
    }

    private static Set<String> signers(ProviderWish wish) {
        return wish.policyCertificates().stream().map(Bytes::sha256).map(Bytes::toHex).collect(Collectors.toSet());
    }

    private static Set<String> signers(Found found) {
        return found.tenant().choices().guard().signers().stream().map(TenantView.Signer::sha256)
                .collect(Collectors.toSet());
    }

    private Set<String> first(Found found) {
        return ids.firstPolicyCertificates(found.id()).stream().map(Bytes::toHex).collect(Collectors.toSet());
    }

    ProviderAnswer get(ProviderPath path, TenantCall call) {
        return with(path, call, found -> new ProviderAnswer.Shown(view(found.place(), found.tenant())));
    }

    ProviderAnswer change(ProviderPath path, ProviderPatch patch, TenantCall call) {
        return with(path, call, found -> change(found, patch, call));
    }

    /** The tenant's settings first, from the version they were read at: repeated after a failure it comes to the same. */
    private ProviderAnswer change(Found found, ProviderPatch patch, TenantCall call) {
        List<String> types = found.tenant().choices().guard().authenticatedTypes();
        TenantPatch settings = patch.tpmAuthenticated().map(on -> types(tpm(types, on))).orElse(TenantPatch.NONE);
        TenantCall seen = new TenantCall(call.caller(), OptionalInt.of(found.tenant().version()), call.traceId());
        return on(tenants.change(found.tenant().name(), settings, seen), view -> {
            SortedMap<String, String> tags = patch.tags().orElse(found.place().tags());
            places.retag(found.id(), tags, desk.now());
            return new ProviderAnswer.Shown(view(found.place().withTags(tags), view));
        });
    }

    /** Softly, as the tenant is; of the provider nothing is shown from then on. */
    ProviderAnswer delete(ProviderPath path, TenantCall call) {
        if (!call.caller().platformAdministrator())
            return forbidden();
        return find(path, call)
                .map(found -> on(tenants.delete(found.tenant().name(), call),
                        view -> new ProviderAnswer.Deleted(true)))
                .orElseGet(() -> new ProviderAnswer.Deleted(false));
    }

    /** @param of an empty group is every group; the name is the one to start behind, empty: from the first */
    ProviderAnswer list(ProviderPath of, TenantCall call) {
        if (!call.caller().platformAdministrator())
            return forbidden();
        List<ProviderRows.Listed> rows = places
                .page(new ProviderRows.Page(of.subscription(), of.group(), of.name(), PAGE + 1));
        List<ProviderView> views = rows.stream().limit(PAGE).map(this::view).toList();
        return new ProviderAnswer.Listed(views,
                rows.size() > PAGE ? Optional.of(views.getLast().path().name()) : Optional.empty());
    }

    /** The tenant at the root; refused as not found where it is not served. */
    ProviderAnswer shared(String location, TenantCall call) {
        if (!call.caller().platformAdministrator())
            return forbidden();
        ProviderPlace place = new ProviderPlace("", "", Tenant.DEFAULT, location, new TreeMap<>());
        return on(tenants.get(Tenant.DEFAULT, call), view -> view.configured() && !view.state().equals(DELETED)
                ? new ProviderAnswer.Shown(view(place, view))
                : notFound());
    }

    private static ProviderAnswer notFound() {
        return new ProviderAnswer.Refused(Kind.NOT_FOUND, "There is no such attestation provider.");
    }

    private ProviderAnswer with(ProviderPath path, TenantCall call, Function<Found, ProviderAnswer> work) {
        if (!call.caller().platformAdministrator())
            return forbidden();
        return find(path, call).map(work).orElseGet(ProviderAdministration::notFound);
    }

    private Optional<Found> find(ProviderPath path, TenantCall call) {
        if (!Tenant.nameable(name(path)))
            return Optional.empty();
        return ids.idOf(name(path)).flatMap(id -> places.read(id)
                .filter(place -> place.isAt(path.subscription(), path.group()))
                .flatMap(place -> tenant(path, call).map(view -> new Found(id, place, view))));
    }

    private Optional<TenantView> tenant(ProviderPath path, TenantCall call) {
        return tenants.get(name(path), call) instanceof TenantAnswer.Shown(TenantView view)
                && !view.state().equals(DELETED) ? Optional.of(view) : Optional.empty();
    }

    private static String name(ProviderPath path) {
        return path.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> tpm(Iterable<String> types, boolean on) {
        Set<String> changed = new TreeSet<>();
        types.forEach(changed::add);
        if (on)
            changed.add(AuthenticatedTypes.TPM);
        else
            changed.remove(AuthenticatedTypes.TPM);
        return List.copyOf(changed);
    }

    private static TenantPatch types(List<String> types) {
        return TenantPatch.NONE.withGuard(new GuardPatch(Optional.of(types), Optional.empty()));
    }

    private static ProviderAnswer on(TenantAnswer answer, Function<TenantView, ProviderAnswer> work) {
        return switch (answer) {
            case TenantAnswer.Made(TenantView view) -> work.apply(view);
            case TenantAnswer.Shown(TenantView view) -> work.apply(view);
            case TenantAnswer.Refused refused -> new ProviderAnswer.Refused(refused.kind(), refused.detail());
            // why no 202: these clients would take that for an operation under way, and wait for its end.
            case TenantAnswer.Waits(ProposalView proposal) ->
                conflict("The change waits for a second person as proposal "
                        + proposal.proposal().key().id() + ", and is not in force.");
            case TenantAnswer.Listed listed -> throw new IllegalStateException("a list where one was asked for");
            case TenantAnswer.Unavailable down -> new ProviderAnswer.Unavailable();
        };
    }

    private ProviderView view(ProviderPlace place, TenantView tenant) {
        return view(place, new ProviderView.Facts(tenant.choices().trustModel(), status(tenant.state()),
                tenant.attestUri(), tenant.choices().guard().authenticatedTypes().contains(AuthenticatedTypes.TPM)));
    }

    private ProviderView view(ProviderRows.Listed row) {
        return view(row.place(), new ProviderView.Facts(row.trustModel().wireName(), status(row.state().word()),
                desk.attestUri(row.place().name().toLowerCase(Locale.ROOT)),
                row.authenticated().contains(AuthenticatedTypes.TPM)));
    }

    private static ProviderView view(ProviderPlace place, ProviderView.Facts facts) {
        return new ProviderView(new ProviderPath(place.subscription(), place.group(), place.name()),
                place.location(), place.tags(), facts);
    }

    private static String status(String state) {
        return state.equals(TenantView.ACTIVE) ? "Ready" : "NotReady";
    }

    private static ProviderAnswer conflict(String detail) {
        return new ProviderAnswer.Refused(Kind.CONFLICT, detail);
    }

    private static ProviderAnswer forbidden() {
        return new ProviderAnswer.Refused(Kind.FORBIDDEN,
                "Attestation providers take the role " + Role.PLATFORM_ADMINISTRATOR.word() + ".");
    }
}
