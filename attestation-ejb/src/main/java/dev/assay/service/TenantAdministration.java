package dev.assay.service;

import dev.assay.approval.ProposedChange;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.persistence.TenantStore;
import dev.assay.service.TenantAnswer.Kind;
import dev.assay.service.TenantAnswer.Refused;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.pki.PolicyCertificate;
import dev.assay.tenant.NewTenant;
import dev.assay.tenant.ProviderPlace;
import dev.assay.tenant.TrustModel;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantChange;
import dev.assay.tenant.TenantChange.Operation;
import dev.assay.tenant.TenantRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Makes, shows, changes, suspends and deletes tenants. Who may not know of a tenant is answered as if there were none
 * (TE-04); nothing is decided before that.
 */
final class TenantAdministration {
    private static final int LARGEST_PAGE = 1000;

    private final StoredTenants directory;
    private final TenantStore store;
    private final TenantDesk desk;
    private final TenantLife life;
    private final SecondPerson second;

    TenantAdministration(StoredTenants directory, TenantStore store, TenantDesk desk, TenantLife life,
            SecondPerson second) {
        this.directory = directory;
        this.store = store;
        this.desk = desk;
        this.life = life;
        this.second = second;
    }

    TenantAnswer create(TenantWish wish, TenantCall call) {
        return create(wish, Optional.empty(), call);
    }

    /** @param place where it is made through Azure Resource Manager's interface */
    TenantAnswer create(TenantWish wish, Optional<ProviderPlace> place, TenantCall call) {
        if (!call.caller().platformAdministrator())
            return forbidden("create tenants", Role.PLATFORM_ADMINISTRATOR.word());
        if (!Tenant.nameable(wish.name()))
            return new Refused(Kind.BAD_VALUE, "name-not-possible", "name: has 3 to 40 of a-z, 0-9 and hyphen.");
        if (directory.isConfigured(wish.name()))
            return taken();
        return SettingsRule.refuse(wish.settings()).or(() -> second.refuseNew(SettingsRule.made(wish)))
                .<TenantAnswer>map(refused -> refused)
                .orElseGet(() -> givingAnchorSet(wish.name(), wish.settings(), call, () -> made(wish, place, call)));
    }

    private TenantAnswer made(TenantWish wish, Optional<ProviderPlace> place, TenantCall call) {
        List<PolicyCertificate> certificates;
        try {
            certificates = PolicySigners.accept(wish.policyCertificates(), desk.now());
        } catch (MalformedException refused) {
            return new Refused(Kind.BAD_VALUE, "certificate-refused", refused.getMessage() + ".");
        }
        Bytes digest = wish.digest(place);
        TenantStore.Made made = store.create(
                new NewTenant(wish.name(), SettingsRule.made(wish), certificates, place, digest),
                change(Operation.CREATE, call));
        boolean ours = made.requestSha256().filter(digest::equals).isPresent();
        return ours && !made.tenant().deleted() ? new TenantAnswer.Made(view(made.tenant())) : taken();
    }

    private static Refused taken() {
        return new Refused(Kind.CONFLICT, "name-taken",
                "name: is taken by another tenant, or was one's that is deleted; choose another.");
    }

    /**
     * The one point where an anchor set is given to a tenant, new or old ("Settled", Trust: a platform administrator
     * alone assigns them).
     *
     * @param applying does it, with all else that was asked for
     */
    private TenantAnswer givingAnchorSet(String name, TenantPatch patch, TenantCall call,
            Supplier<TenantAnswer> applying) {
        if (patch.anchorSet().isEmpty())
            return applying.get();
        if (!call.caller().platformAdministrator())
            return forbidden("assign an anchor set", Role.PLATFORM_ADMINISTRATOR.word());
        if (directory.isConfigured(name))
            return configured("anchorSet");
        if (!directory.anchorSetNames().contains(patch.anchorSet().get()))
            return new Refused(Kind.BAD_VALUE, "anchor-set-unknown",
                    "anchorSet: is one of " + String.join(", ", directory.anchorSetNames()) + ".");
        return applying.get();
    }

    private static Refused configured(String member) {
        return new Refused(Kind.CONFLICT, "set-by-configuration",
                member + ": is set by the installation's configuration; change it there.");
    }

    private TenantView view(TenantRecord tenant) {
        boolean isolated = tenant.settings().trustModel() == TrustModel.ISOLATED;
        return desk.view(tenant, isolated ? store.policyCertificates(tenant.id()) : List.of());
    }

    /** @param after name to start behind; empty: from the first */
    TenantAnswer list(String after, int size, TenantCall call) {
        if (!call.caller().platformAdministrator())
            return forbidden("list tenants", Role.PLATFORM_ADMINISTRATOR.word());
        int shown = Math.clamp(size, 1, LARGEST_PAGE);
        List<TenantStore.Listed> found = store.page(after, shown + 1);
        List<TenantAnswer.Line> lines = found.stream().limit(shown).map(desk::line).toList();
        return new TenantAnswer.Listed(lines,
                found.size() > shown ? Optional.of(lines.getLast().name()) : Optional.empty());
    }

    TenantAnswer get(String name, TenantCall call) {
        Optional<TenantRecord> tenant = visible(name, call.caller());
        if (tenant.isEmpty())
            return notFound();
        boolean may = call.caller().platformAdministrator()
                || call.caller().may(name, Role.TENANT_ADMINISTRATOR, Role.AUDITOR);
        return may
                ? new TenantAnswer.Shown(view(tenant.get()))
                : forbidden("see the tenant's settings", "tenant-administrator or auditor");
    }

    TenantAnswer change(String name, TenantPatch patch, TenantCall call) {
        Optional<TenantRecord> tenant = visible(name, call.caller());
        if (tenant.isEmpty())
            return notFound();
        boolean platform = call.caller().platformAdministrator();
        if (!platform && !call.caller().may(name, Role.TENANT_ADMINISTRATOR))
            return forbidden("change the tenant's settings", Role.TENANT_ADMINISTRATOR.word());
        if (!platform && patch.touchesQuotas())
            return forbidden("change quotas", Role.PLATFORM_ADMINISTRATOR.word());
        if (patch.baseline().isPresent() && directory.isConfigured(name))
            return configured("baseline");
        return SettingsRule.refuse(patch).<TenantAnswer>map(refused -> refused)
                .orElseGet(() -> givingAnchorSet(name, patch, call, () -> apply(tenant.get().id(), Operation.CHANGE,
                        now -> SettingsRule.change(now, patch), call)));
    }

    TenantAnswer suspend(String name, TenantCall call) {
        return byPlatform(name, Operation.SUSPEND, now -> life.suspend(now), call);
    }

    /** Also brings back a deleted tenant whose keys are still there. */
    TenantAnswer resume(String name, TenantCall call) {
        return byPlatform(name, Operation.RESUME, now -> life.resume(now), call);
    }

    TenantAnswer delete(String name, TenantCall call) {
        if (call.caller().platformAdministrator() && directory.isConfigured(name))
            return new Refused(Kind.CONFLICT, "set-by-configuration",
                    "The tenant is named by the installation's configuration; take it out there.");
        Instant at = desk.now();
        return byPlatform(name, Operation.DELETE, now -> life.delete(now, at), call);
    }

    /** Destroys the keys of tenants whose time is up; how many it was. Two nodes at once share the work by row locks. */
    int shredDue(String node) {
        TenantChange change = new TenantChange(Operation.SHRED, node, "assay", "", desk.now());
        return (int) store.due(change.at()).stream().filter(tenant -> {
            // why: first, so that a node that stops in between leaves the tenant due.
            life.destroyer().accept(tenant);
            return store.shred(tenant, change);
        }).count();
    }

    private TenantAnswer byPlatform(String name, Operation operation, TenantLife.Step step, TenantCall call) {
        Optional<TenantRecord> tenant = visible(name, call.caller());
        if (tenant.isEmpty())
            return notFound();
        return call.caller().platformAdministrator()
                ? apply(tenant.get().id(), operation, step, call)
                : forbidden(operation.word() + " tenants", Role.PLATFORM_ADMINISTRATOR.word());
    }

    /** Judged under the row's lock, so that of two changes made from one version one is stale. */
    private TenantAnswer apply(UUID id, Operation operation, TenantLife.Step step, TenantCall call) {
        AtomicReference<Supplier<TenantAnswer>> instead = new AtomicReference<>();
        Optional<TenantRecord> after = store.change(id, now -> switch (second.judge(now,
                stale(now, call.expectedVersion()).orElseGet(() -> step.from(now)))) {
            case TenantLife.Next.Becomes(TenantRecord next) -> next;
            case TenantLife.Next.Not(Refused why) -> {
                instead.set(() -> why);
                yield now;
            }
            case TenantLife.Next.Waits(TenantRecord from, ProposedChange proposed) -> {
                instead.set(() -> propose(from, proposed, call));
                yield now;
            }
        }, change(operation, call));
        if (instead.get() != null)
            return instead.get().get();
        return after.<TenantAnswer>map(tenant -> new TenantAnswer.Shown(view(tenant)))
                .orElseGet(TenantAdministration::notFound);
    }

    private TenantAnswer propose(TenantRecord from, ProposedChange proposed, TenantCall call) {
        return second.enter(from.id(), new SecondPerson.Wish(proposed, Integer.toString(from.version())),
                call.caller(), call.traceId())
                .<TenantAnswer>map(proposal -> new TenantAnswer.Waits(new ProposalView(from.name(), proposal)))
                .orElseGet(Approving::tooMany);
    }

    private static Optional<TenantLife.Next> stale(TenantRecord now, OptionalInt expected) {
        if (expected.isEmpty() || expected.getAsInt() == now.version())
            return Optional.empty();
        return Optional.of(new TenantLife.Next.Not(new Refused(Kind.STALE, "changed-meanwhile",
                "If-Match: the tenant was changed since that version; read it again.")));
    }

    private TenantChange change(Operation operation, TenantCall call) {
        return new TenantChange(operation, call.caller().subject(), call.caller().issuer(), call.traceId(),
                desk.now());
    }

    /** TE-04: a platform administrator sees every tenant, anybody else their own. */
    private Optional<TenantRecord> visible(String name, Caller caller) {
        boolean own = caller.tenant().filter(name::equals).isPresent();
        if (!Tenant.nameable(name) || !own && !caller.platformAdministrator())
            return Optional.empty();
        return store.idOf(name).flatMap(store::read).map(TenantStore.Made::tenant)
                .filter(tenant -> !own || !tenant.deleted());
    }

    private static Refused notFound() {
        return new Refused(Kind.NOT_FOUND, "tenant-not-found", "No tenant of this name is known to the caller.");
    }

    private static Refused forbidden(String what, String role) {
        return new Refused(Kind.FORBIDDEN, "role-missing", "To " + what + " takes the role " + role + ".");
    }
}
