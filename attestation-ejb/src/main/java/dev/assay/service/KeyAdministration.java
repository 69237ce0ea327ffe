package dev.assay.service;

import dev.assay.approval.ProposedChange;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.persistence.SigningKeyRows;
import dev.assay.persistence.StoredKey;
import dev.assay.service.KeyAnswer.Kind;
import dev.assay.service.KeyAnswer.Refused;
import dev.assay.signing.KeyAct;
import dev.assay.signing.KeyCertificates;
import dev.assay.signing.KeyState;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantDirectory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Shows and replaces a tenant's signing keys and their certificates. Who may not know of the tenant is answered as if
 * there were none (TE-04); each act is recorded with the change it makes.
 */
final class KeyAdministration {
    private final KeyDesk desk;
    private final SigningKeyRows rows;
    private final TenantDirectory tenants;
    private final Supplier<Instant> clock;
    private final BiFunction<ProposedChange, ProposalCall, ProposalAnswer> approving;

    /** @param approving has a change wait where it takes a second person */
    KeyAdministration(KeyDesk desk, SigningKeyRows rows, TenantDirectory tenants, Supplier<Instant> clock,
            BiFunction<ProposedChange, ProposalCall, ProposalAnswer> approving) {
        this.approving = approving;
        this.desk = desk;
        this.rows = rows;
        this.tenants = tenants;
        this.clock = clock;
    }

    KeyAnswer list(String tenant, KeyCall call) {
        boolean may = call.caller().platformAdministrator()
                || call.caller().may(tenant, Role.KEY_ADMINISTRATOR, Role.AUDITOR, Role.TENANT_ADMINISTRATOR);
        return visible(tenant, call.caller()).map(found -> may
                ? shown(found)
                : forbidden("see signing keys", "key-administrator, auditor or tenant-administrator"))
                .orElseGet(KeyAdministration::notFound);
    }

    /**
     * Emergency rotation (KM-03).
     *
     * @param revoke also destroys every other key, so that no token of theirs verifies any more
     */
    KeyAnswer rotate(String tenant, boolean revoke, KeyCall call) {
        return asAdministrator(tenant, "replace signing keys", call,
                found -> unlessItWaits(found, new ProposedChange.KeyReplacement(revoke), call,
                        () -> replaced(found, revoke, call)));
    }

    private KeyAnswer replaced(Tenant found, boolean revoke, KeyCall call) {
        boolean replaced = desk.keeper().replace(desk.keys().owner(found), revoke, act(call));
        desk.ring().forget(found.id());
        return replaced
                ? shown(found)
                : new Refused(Kind.CONFLICT, "keys-changed-meanwhile",
                        "Another rotation changed the keys meanwhile; read them and decide again.");
    }

    /** Four eyes: where the change takes a second person, it waits. */
    private KeyAnswer unlessItWaits(Tenant tenant, ProposedChange change, KeyCall call, Supplier<KeyAnswer> making) {
        if (!tenant.settings().fourEyes())
            return making.get();
        return switch (approving.apply(change, new ProposalCall(tenant.name(), call.caller(), call.traceId()))) {
            case ProposalAnswer.NotNeeded() -> making.get();
            case ProposalAnswer.Waits(ProposalView view) -> new KeyAnswer.Waits(view);
            case TenantAnswer.Refused refused -> new Refused(kind(refused), refused.code(), refused.detail());
            case ProposalAnswer.Unavailable() -> new KeyAnswer.Unavailable(KeyAnswer.Lack.STORE);
            case ProposalAnswer.Shown shown -> throw new IllegalStateException("a proposal is not shown to its caller");
            case ProposalAnswer.Listed listed -> throw new IllegalStateException("a proposal is not a list");
        };
    }

    private static Kind kind(TenantAnswer.Refused refused) {
        return switch (refused.kind()) {
            case BAD_VALUE -> Kind.BAD_VALUE;
            case FORBIDDEN -> Kind.FORBIDDEN;
            case NOT_FOUND -> Kind.NOT_FOUND;
            case CONFLICT, STALE -> Kind.CONFLICT;
        };
    }

    /** A request for a certificate for the active or the next key. */
    KeyAnswer request(String tenant, String kid, KeyCall call) {
        return asAdministrator(tenant, "request certificates", call, found -> key(found, kid)
                .map(key -> requested(found, key, act(call))).orElseGet(KeyAdministration::noSuchKey));
    }

    private KeyAnswer requested(Tenant tenant, StoredKey key, KeyAct act) {
        String pem = KeyCertificates.request(tenant.issuer(), desk.keeper().open(desk.keys().owner(tenant), key));
        return rows.requested(tenant.id(), key.kid(), act) ? new KeyAnswer.Requested(pem) : noSuchKey();
    }

    /** @param pem the key's certificate first, each followed by the one that issued it */
    KeyAnswer install(String tenant, String kid, String pem, KeyCall call) {
        return asAdministrator(tenant, "install certificates", call, found -> key(found, kid)
                .map(key -> unlessItWaits(found, new ProposedChange.ChainInstallation(kid, pem), call,
                        () -> installed(found, key, pem, act(call))))
                .orElseGet(KeyAdministration::noSuchKey));
    }

    private KeyAnswer installed(Tenant tenant, StoredKey key, String pem, KeyAct act) {
        try {
            List<X509Certificate> chain = KeyCertificates.chain(Bytes.utf8(pem), key.published(), act.at());
            boolean done = rows.certify(tenant.id(), key.kid(), chain, act);
            desk.ring().forget(tenant.id());
            return done ? shown(tenant) : noSuchKey();
        } catch (MalformedException refused) {
            return new Refused(Kind.BAD_VALUE, "chain-refused", refused.getMessage());
        }
    }

    private KeyAnswer asAdministrator(String tenant, String what, KeyCall call, Function<Tenant, KeyAnswer> then) {
        boolean may = call.caller().may(tenant, Role.KEY_ADMINISTRATOR);
        return visible(tenant, call.caller())
                .map(found -> may ? then.apply(found) : forbidden(what, Role.KEY_ADMINISTRATOR.word()))
                .orElseGet(KeyAdministration::notFound);
    }

    private KeyAnswer shown(Tenant tenant) {
        return new KeyAnswer.Shown(rows.read(tenant.id()).stream().map(KeyViews::of).toList());
    }

    /** A certificate for a key that signs no more would be of no use. */
    private Optional<StoredKey> key(Tenant tenant, String kid) {
        return rows.read(tenant.id()).stream().filter(key -> key.kid().equals(kid))
                .filter(key -> !key.facts().is(KeyState.VERIFY_ONLY)).findFirst();
    }

    private Optional<Tenant> visible(String tenant, Caller caller) {
        boolean may = caller.platformAdministrator() || caller.tenant().filter(tenant::equals).isPresent();
        return may ? tenants.find(tenant) : Optional.empty();
    }

    private KeyAct act(KeyCall call) {
        return new KeyAct(call.caller().subject(), call.caller().issuer(), call.traceId(), clock.get());
    }

    private static KeyAnswer notFound() {
        return new Refused(Kind.NOT_FOUND, "tenant-not-found", "No tenant of this name is known to the caller.");
    }

    private static KeyAnswer noSuchKey() {
        return new Refused(Kind.NOT_FOUND, "key-not-found",
                "kid: names no active or next key of the tenant; capital and small letters differ.");
    }

    private static KeyAnswer forbidden(String what, String role) {
        return new Refused(Kind.FORBIDDEN, "role-missing", "To " + what + " takes the role " + role + ".");
    }
}
