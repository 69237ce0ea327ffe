package dev.assay.service;

import dev.assay.bytes.MalformedException;
import dev.assay.identity.Role;
import dev.assay.impact.Replay;
import dev.assay.impact.Window;
import dev.assay.json.CanonicalJson;
import dev.assay.persistence.ImpactRows;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyParsingException;
import dev.assay.service.ImpactAnswer.Kind;
import dev.assay.service.ImpactAnswer.Refused;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantSnapshot;
import dev.assay.token.PolicyDocument;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Begins and shows replays of kept appraisals against drafts of a policy. Who may not know of the tenant is answered as if
 * there were none (TE-04). One replay of a tenant runs at a time, and two on this node.
 */
final class ImpactDesk {
    static final int AT_ONCE = 2;

    private final StoredTenants directory;
    private final ImpactParts parts;
    private final Surroundings surroundings;
    private final Executor executor;
    private final Semaphore free = new Semaphore(AT_ONCE);

    ImpactDesk(StoredTenants directory, ImpactParts parts, Surroundings surroundings, Executor executor) {
        this.directory = directory;
        this.parts = parts;
        this.surroundings = surroundings;
        this.executor = executor;
    }

    ImpactAnswer start(ImpactWish wish, ImpactCall call) {
        return admitted(call, tenant -> {
            Optional<TenantSnapshot> snapshot = directory.snapshot(call.tenant(), call.type());
            if (snapshot.isEmpty())
                return unknown();
            TenantSnapshot found = snapshot.get();
            if (found.tenant().settings().keepEvidenceDays().isEmpty())
                return new Refused(Kind.CONFLICT, "evidence-not-kept", "The tenant keeps no evidence, so there is "
                        + "nothing to replay. Set keepEvidence.days of the tenant, and wait for attestations.");
            try {
                return refusal(wish, found.tenant()).orElseGet(() -> begin(wish, draft(wish, found, call), found,
                        call));
            } catch (PolicyParsingException unparsed) {
                return new ImpactAnswer.Unparsed(ManagedPolicyAnswer.Problem.of(unparsed));
            } catch (MalformedException malformed) {
                return new Refused(Kind.BAD_VALUE, "policy-malformed", malformed.getMessage());
            }
        });
    }

    private static Optional<ImpactAnswer> refusal(ImpactWish wish, Tenant tenant) {
        int most = tenant.settings().quotas().policyBytes();
        return wish.policy().filter(text -> text.length() > most).map(text -> new Refused(Kind.BAD_VALUE,
                "out-of-bounds", "policy: is longer than the %d octets the tenant's policies may have."
                        .formatted(most)));
    }

    /** Empty where there is no such version. */
    private Optional<Policy> draft(ImpactWish wish, TenantSnapshot found, ImpactCall call) {
        return wish.policy().map(text -> Policy.parse(PolicyDocument.read("policy", text).text()))
                .or(() -> parts.policy(found.tenant(), call.type(), wish.version().orElseThrow()));
    }

    private ImpactAnswer begin(ImpactWish wish, Optional<Policy> draft, TenantSnapshot found, ImpactCall call) {
        if (draft.isEmpty())
            return new Refused(Kind.BAD_VALUE, "policy-version-not-found",
                    "policyVersion: is no version of this policy; 0 is the default.");
        if (!free.tryAcquire())
            return new ImpactAnswer.Busy();
        boolean handedOver = false;
        try {
            ImpactRun.Plan plan = plan(wish, draft.get(), found, call);
            if (!parts.stored().runs().start(started(plan, wish, found, call)))
                return new Refused(Kind.CONFLICT, "impact-running",
                        "A replay of this tenant runs already. Wait until it has ended; it takes 300 s at most.");
            handedOver = handOver(plan, found.tenant());
            return handedOver
                    ? new ImpactAnswer.Started(read(plan.key(), call).orElseThrow())
                    : new ImpactAnswer.Busy();
        } finally {
            if (!handedOver)
                free.release();
        }
    }

    private ImpactRun.Plan plan(ImpactWish wish, Policy draft, TenantSnapshot found, ImpactCall call) {
        Instant now = now();
        Instant to = wish.span().to().filter(now::isAfter).orElse(now);
        return new ImpactRun.Plan(new ImpactRows.Key(found.tenant().id(), UUID.randomUUID()), call.type(),
                found.policy(), draft, new Window(wish.span().from(), to, wish.span().last()), wish.bound(),
                wish.examples());
    }

    private ImpactRows.Start started(ImpactRun.Plan plan, ImpactWish wish, TenantSnapshot found, ImpactCall call) {
        return new ImpactRows.Start(plan.key(), call.type(), surroundings.node(),
                CanonicalJson.write(ImpactText.request(wish, plan, found)), ImpactRun.nothingYet(plan.window()),
                new ImpactRows.Who(call.caller().subject(), call.caller().issuer(), call.traceId(), now()));
    }

    /** To the microsecond, as the database keeps it. */
    private Instant now() {
        return surroundings.clock().now().truncatedTo(ChronoUnit.MICROS);
    }

    private boolean handOver(ImpactRun.Plan plan, Tenant tenant) {
        ImpactRun run = new ImpactRun(plan, parts.place(tenant, surroundings, directory),
                new ImpactGround(parts.sources(tenant, plan.type(), directory)), new Replay(parts.appraiser()));
        try {
            executor.execute(() -> {
                try {
                    run.run();
                } finally {
                    free.release();
                }
            });
            return true;
        } catch (RejectedExecutionException stopping) {
            parts.stored().runs().end(plan.key(), "interrupted",
                    new ImpactRows.Progress(0, 0, ImpactRun.nothingYet(plan.window())));
            return false;
        }
    }

    private static ImpactAnswer unknown() {
        return new Refused(Kind.NOT_FOUND, "tenant-not-found", "No tenant of this name is known to the caller.");
    }

    /** @param id as its start told it */
    ImpactAnswer show(String id, ImpactCall call) {
        return admitted(call, tenant -> uuid(id).flatMap(it -> read(new ImpactRows.Key(tenant.id(), it), call))
                .<ImpactAnswer>map(ImpactAnswer.Shown::new).orElseGet(() -> new Refused(Kind.NOT_FOUND,
                        "impact-not-found", "There is no replay of this id; a day after its start one is gone.")));
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private Optional<ImpactView> read(ImpactRows.Key key, ImpactCall call) {
        return parts.stored().runs().read(key, call.type()).map(run -> ImpactText.view(run, call.type()));
    }

    private ImpactAnswer admitted(ImpactCall call, Function<Tenant, ImpactAnswer> then) {
        boolean known = call.caller().platformAdministrator()
                || call.caller().tenant().filter(call.tenant()::equals).isPresent();
        Optional<Tenant> found = known ? directory.inForce(call.tenant()) : Optional.empty();
        if (found.isEmpty())
            return unknown();
        return call.caller().may(call.tenant(), Role.POLICY_ADMINISTRATOR, Role.AUDITOR)
                ? then.apply(found.get())
                : new Refused(Kind.FORBIDDEN, "role-missing",
                        "To replay kept evidence takes the role policy-administrator or auditor.");
    }
}
