package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.AttestationType;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.service.ManagedPolicyAnswer.Kind;
import dev.assay.service.ManagedPolicyAnswer.Refused;
import dev.assay.service.PolicyChanges.Act;
import dev.assay.service.PolicyChanges.Step;
import dev.assay.tenant.Tenant;
import dev.assay.token.PolicyUpload;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A tenant's policies and all their versions, for its own people. Who may not know of the tenant is answered as if there
 * were none (TE-04); to a platform administrator its policies are nothing.
 */
final class PolicyAdministration {
    private static final int LARGEST_PAGE = 1000;
    private static final Role[] READERS = {Role.POLICY_ADMINISTRATOR, Role.TENANT_ADMINISTRATOR, Role.AUDITOR};

    private final Function<String, Optional<Tenant>> tenants;
    private final PolicyChanges changes;
    private final PolicyViews views;

    PolicyAdministration(Function<String, Optional<Tenant>> tenants, PolicyChanges changes) {
        this.tenants = tenants;
        this.changes = changes;
        this.views = new PolicyViews(changes.rows(), changes.rules().configured());
    }

    ManagedPolicyAnswer list(String tenant, Caller caller) {
        return reading(tenant, caller, found -> new ManagedPolicyAnswer.Listed(
                Arrays.stream(AttestationType.values()).map(type -> views.now(found, type)).toList()));
    }

    ManagedPolicyAnswer get(PolicyCall call) {
        return reading(call.tenant(), call.caller(),
                tenant -> new ManagedPolicyAnswer.Shown(views.now(tenant, call.type())));
    }

    /** The newest first. @param before those older than this number; empty: from the newest */
    ManagedPolicyAnswer versions(PolicyCall call, OptionalInt before, int size) {
        int shown = Math.clamp(size, 1, LARGEST_PAGE);
        return reading(call.tenant(), call.caller(), tenant -> {
            List<PolicyView.Version> found = views.page(tenant, call.type(), before.orElse(Integer.MAX_VALUE),
                    shown + 1);
            List<PolicyView.Version> page = found.stream().limit(shown).toList();
            return new ManagedPolicyAnswer.Versions(call.type(), page, found.size() > shown
                    ? OptionalInt.of(page.getLast().number())
                    : OptionalInt.empty());
        });
    }

    /** @param number 0: the default */
    ManagedPolicyAnswer version(PolicyCall call, int number) {
        return reading(call.tenant(), call.caller(), tenant -> views.version(tenant, call.type(), number)
                .<ManagedPolicyAnswer>map(ManagedPolicyAnswer.OneVersion::new)
                .orElseGet(() -> noVersion(call, number)));
    }

    /** @param body a policy's text, or a compact JWS */
    ManagedPolicyAnswer put(ManagedPolicyCall call, Bytes body) {
        return changing(call, (tenant, act) -> {
            PolicyRules.checkSize(tenant, body);
            return changes.update(act, PolicyUpload.readTextOrDocument("policy", body));
        });
    }

    /** Brings a version in force again; none is stored. @param number 0: the default */
    ManagedPolicyAnswer activate(ManagedPolicyCall call, int number) {
        return changing(call, (tenant, act) -> number == 0
                ? changes.activateDefault(act)
                : changes.activate(act, changes.rows().find(tenant.id(), call.policy().type(), number)
                        .orElseThrow(() -> new NoVersion(number))));
    }

    /** There is no such version. */
    private static final class NoVersion extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int number;

        NoVersion(int number) {
            super(null, null, false, false);
            this.number = number;
        }
    }

    private ManagedPolicyAnswer changing(ManagedPolicyCall call, BiFunction<Tenant, Act, Step> judging) {
        PolicyCall policy = call.policy();
        return visible(policy.tenant(), policy.caller())
                .map(tenant -> policy.caller().may(policy.tenant(), Role.POLICY_ADMINISTRATOR)
                        ? changed(tenant, call, judging)
                        : forbidden("change policies", Role.POLICY_ADMINISTRATOR.word()))
                .orElseGet(PolicyAdministration::noTenant);
    }

    private ManagedPolicyAnswer changed(Tenant tenant, ManagedPolicyCall call, BiFunction<Tenant, Act, Step> judging) {
        PolicyCall policy = call.policy();
        try {
            call.note().ifPresent(PolicyAdministration::checkNote);
            Act act = changes.begin(tenant, policy, call.expected(), call.note());
            Step step = judging.apply(tenant, act);
            return new ManagedPolicyAnswer.Shown(views.at(tenant, policy.type(), step.make()));
        } catch (NoVersion none) {
            return noVersion(policy, none.number);
        } catch (PolicyRefusal refused) {
            return refused(call, refused);
        }
    }

    /** As the column has it; nothing in it moves a terminal's cursor. */
    private static void checkNote(String note) {
        int octets = Bytes.utf8(note).length();
        if (octets < 1 || octets > ManagedPolicyCall.LONGEST_NOTE)
            throw new MalformedException("note", "has not 1 to " + ManagedPolicyCall.LONGEST_NOTE + " bytes of UTF-8");
        if (note.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t'))
            throw new MalformedException("note", "holds a control character that is no line feed and no tab");
    }

    private static ManagedPolicyAnswer refused(ManagedPolicyCall call, PolicyRefusal refused) {
        return switch (refused.answer()) {
            case PolicyAnswer.BadRequest(String code, String detail) -> new Refused(kind(refused.because()),
                    refused.because().code(), detail);
            case PolicyAnswer.Conflict(String detail) -> conflict(call, refused, detail);
            case PolicyAnswer.Waits(ProposalView proposal) -> new ManagedPolicyAnswer.Waits(proposal);
            case PolicyAnswer.Unauthorized() -> forbidden("change policies", Role.POLICY_ADMINISTRATOR.word());
            case PolicyAnswer.NoSuchTenant() -> noTenant();
            case PolicyAnswer.Unavailable unavailable -> new ManagedPolicyAnswer.Unavailable();
            case PolicyAnswer.Signed signed -> throw new IllegalStateException("a token refuses nothing");
            case PolicyAnswer.Plain plain -> throw new IllegalStateException("a document refuses nothing");
        };
    }

    private static Kind kind(PolicyRefusal.Cause cause) {
        return switch (cause) {
            case OTHER, NOT_SIGNED, NOT_TRUSTED -> Kind.BAD_VALUE;
            case CONFIGURED, COUNTS_ONCE, TOO_MANY_WAIT -> Kind.CONFLICT;
            case TOO_LARGE -> Kind.TOO_LARGE;
        };
    }

    private static Refused conflict(ManagedPolicyCall call, PolicyRefusal refused, String detail) {
        if (refused.because() == PolicyRefusal.Cause.TOO_MANY_WAIT)
            return new Refused(Kind.CONFLICT, refused.because().code(), detail);
        return call.expected().isPresent()
                ? new Refused(Kind.STALE, "changed-meanwhile", "If-Match: " + detail)
                : new Refused(Kind.CONFLICT, "conflict", detail);
    }

    private ManagedPolicyAnswer reading(String tenant, Caller caller, Function<Tenant, ManagedPolicyAnswer> then) {
        return visible(tenant, caller).map(found -> caller.may(tenant, READERS)
                ? then.apply(found)
                : forbidden("see policies", "policy-administrator, tenant-administrator or auditor"))
                .orElseGet(PolicyAdministration::noTenant);
    }

    private Optional<Tenant> visible(String tenant, Caller caller) {
        return caller.platformAdministrator() || caller.tenant().filter(tenant::equals).isPresent()
                ? tenants.apply(tenant)
                : Optional.empty();
    }

    private static Refused forbidden(String what, String roles) {
        return new Refused(Kind.FORBIDDEN, "role-missing", "To " + what + " takes the role " + roles + ".");
    }

    private static Refused noTenant() {
        return new Refused(Kind.NO_TENANT, "tenant-not-found", "No tenant of this name is known to the caller.");
    }

    private static Refused noVersion(PolicyCall call, int number) {
        return new Refused(Kind.NO_VERSION, "version-not-found",
                "The policy of " + call.type().wireName() + " has no version " + number + ".");
    }
}
