package dev.assay.service;

import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.identity.TrustedIssuer;
import dev.assay.persistence.IssuerRows;
import dev.assay.persistence.IssuerRows.Stored;
import dev.assay.service.IssuerAnswer.Kind;
import dev.assay.service.IssuerAnswer.Refused;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantChange;
import dev.assay.tenant.TenantChange.Operation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Shows, stores, takes away and tries the issuers a tenant trusts, for its administrators and the platform's. */
final class IssuerAdministration {
    static final int MOST = 16;

    private final StoredTenants directory;
    private final IssuerRows rows;
    private final IssuerKeyCabinet cabinet;
    private final Rules rules;

    /** @param ours whether a URL is this service's own: its attestation tokens are no access tokens */
    record Rules(Predicate<String> ours, Supplier<Instant> clock) {}

    IssuerAdministration(StoredTenants directory, IssuerRows rows, IssuerKeyCabinet cabinet, Rules rules) {
        this.directory = directory;
        this.rows = rows;
        this.cabinet = cabinet;
        this.rules = rules;
    }

    IssuerAnswer list(String tenant, Caller caller) {
        return forOwn(tenant, caller, owner -> new IssuerAnswer.Listed(
                rows.list(owner.id()).stream().map(IssuerAdministration::view).toList()));
    }

    IssuerAnswer get(String tenant, String id, Caller caller) {
        return forOne(tenant, id, caller, (owner, stored) -> new IssuerAnswer.Shown(view(stored)));
    }

    IssuerAnswer probe(String tenant, String id, Caller caller) {
        return forOne(tenant, id, caller,
                (owner, stored) -> new IssuerAnswer.Probed(cabinet.probe(owner.id(), stored.issuer())));
    }

    /** The same wish again changes nothing; another one takes the version it is made from. */
    IssuerAnswer put(String tenant, TrustedIssuer wish, IssuerCall call) {
        if (rules.ours().test(wish.url()) || wish.keySet().filter(rules.ours()).isPresent())
            return new Refused(Kind.BAD_VALUE, "issuer-is-this-service",
                    "issuer: is this service, whose tokens are attestations and let nobody in; name another.");
        return forOwn(tenant, call.caller(), owner -> store(owner, wish, call));
    }

    private IssuerAnswer store(Tenant owner, TrustedIssuer wish, IssuerCall call) {
        AtomicReference<IssuerAnswer> otherwise = new AtomicReference<>();
        AtomicReference<Boolean> fresh = new AtomicReference<>(false);
        Optional<Stored> stored = rows.put(owner.id(), there -> {
            otherwise.set(instead(there, wish, call.condition()).orElse(null));
            fresh.set(IssuerRows.find(there, wish.id()).isEmpty());
            return otherwise.get() == null ? Optional.of(wish) : Optional.empty();
        }, change(call));
        return stored.map(IssuerAdministration::view)
                .<IssuerAnswer>map(view -> fresh.get() ? new IssuerAnswer.Made(view) : new IssuerAnswer.Shown(view))
                .orElseGet(otherwise::get);
    }

    /** What is answered instead of storing the wish, where it is not stored. */
    private static Optional<IssuerAnswer> instead(List<Stored> there, TrustedIssuer wish,
            IssuerCall.Condition condition) {
        Optional<Stored> same = IssuerRows.find(there, wish.id());
        boolean taken = there.stream().map(Stored::issuer)
                .anyMatch(other -> other.url().equals(wish.url()) && !other.id().equals(wish.id()));
        if (same.isEmpty() && condition.version().isPresent()
                || same.filter(now -> !condition.holds(now.version())).isPresent())
            return Optional.of(stale());
        if (same.filter(now -> now.issuer().equals(wish)).isPresent())
            return same.map(IssuerAdministration::view).map(IssuerAnswer.Shown::new);
        if (same.isPresent() && !condition.stated())
            return Optional.of(new Refused(Kind.UNCONDITIONAL, "version-missing",
                    "If-Match: is missing, and there is an issuer of this id. Send its ETag as read."));
        if (taken)
            return Optional.of(new Refused(Kind.CONFLICT, "issuer-taken",
                    "issuer: is stored under another id; change that one."));
        if (same.isEmpty() && there.size() >= MOST)
            return Optional.of(new Refused(Kind.CONFLICT, "too-many-issuers",
                    "The tenant has " + MOST + " issuers, the most there may be; delete one first."));
        return Optional.empty();
    }

    IssuerAnswer delete(String tenant, String id, IssuerCall call) {
        return forOwn(tenant, call.caller(), owner -> {
            AtomicReference<IssuerAnswer> answer = new AtomicReference<>();
            rows.delete(owner.id(), id, there -> {
                answer.set(there.<IssuerAnswer>map(now -> call.condition().holds(now.version())
                        ? new IssuerAnswer.Gone()
                        : stale()).orElseGet(IssuerAdministration::noIssuer));
                return answer.get() instanceof IssuerAnswer.Gone;
            }, change(call));
            return answer.get();
        });
    }

    private IssuerAnswer forOne(String tenant, String id, Caller caller,
            BiFunction<Tenant, Stored, IssuerAnswer> act) {
        return forOwn(tenant, caller, owner -> IssuerRows.find(rows.list(owner.id()), id)
                .map(stored -> act.apply(owner, stored)).orElseGet(IssuerAdministration::noIssuer));
    }

    /** TE-04: a platform administrator sees every tenant, anybody else their own; nothing is decided before that. */
    private IssuerAnswer forOwn(String tenant, Caller caller, Function<Tenant, IssuerAnswer> act) {
        boolean platform = caller.platformAdministrator();
        Optional<Tenant> found = platform || caller.tenant().filter(tenant::equals).isPresent()
                ? directory.find(tenant)
                : Optional.empty();
        if (found.isEmpty())
            return new Refused(Kind.NOT_FOUND, "tenant-not-found", "No tenant of this name is known to the caller.");
        return platform || caller.may(tenant, Role.TENANT_ADMINISTRATOR)
                ? act.apply(found.get())
                : new Refused(Kind.FORBIDDEN, "role-missing", "To see or change a tenant's issuers takes the role "
                        + Role.TENANT_ADMINISTRATOR.word() + ".");
    }

    private TenantChange change(IssuerCall call) {
        return new TenantChange(Operation.CHANGE, call.caller().subject(), call.caller().issuer(), call.traceId(),
                rules.clock().get().truncatedTo(ChronoUnit.MICROS));
    }

    private static IssuerView view(Stored stored) {
        return new IssuerView(stored.issuer(), stored.version(), stored.created(), stored.changed());
    }

    private static Refused noIssuer() {
        return new Refused(Kind.NOT_FOUND, "issuer-not-found", "The tenant has no issuer of this id.");
    }

    private static Refused stale() {
        return new Refused(Kind.STALE, "changed-meanwhile",
                "If-Match: the issuer was changed since that version; read it again.");
    }
}
