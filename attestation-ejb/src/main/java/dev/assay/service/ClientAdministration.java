package dev.assay.service;

import dev.assay.identity.AdministrativeAct;
import dev.assay.identity.AdministrativeAct.Operation;
import dev.assay.identity.Caller;
import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
import dev.assay.identity.ClientRecord;
import dev.assay.identity.Role;
import dev.assay.identity.SecretHash;
import dev.assay.persistence.ClientStore;
import dev.assay.service.ClientAnswer.Refused;
import dev.assay.service.TenantAnswer.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes, shows, changes and deletes clients: a tenant's for its administrators and the platform's, the platform's own for
 * the latter alone. Who may not know of a tenant is answered as if there were none (TE-04).
 *
 * @param changed told of each client whose tokens may count no more
 */
record ClientAdministration(ClientStore store, Supplier<Instant> clock, Consumer<ClientId> changed) {
    /** Of each tenant, and of the platform. */
    static final int ROOM = 200;
    static final Duration USUAL_OVERLAP = Duration.ofHours(24);
    private static final int LARGEST_PAGE = 1000;

    /** What a change comes to, or why it may not be. */
    @FunctionalInterface
    private interface Step extends BiFunction<ClientStore.Held, Instant, Outcome> {}

    private record Outcome(Client client, Optional<Refused> refused) {}

    /** @param tenant whose client; empty: the platform's */
    ClientAnswer create(Optional<String> tenant, ClientWish wish, TenantCall call) {
        Instant at = now();
        Optional<Refused> refused = refuse(tenant, call.caller()).or(() -> ClientRule.refuse(tenant, wish, at));
        if (refused.isPresent())
            return refused.get();
        String secret = SecretHash.newSecret();
        Client client = new Client(new ClientId(tenant, wish.name()), ClientRule.roles(tenant, wish.roles()),
                new Client.Secrets(SecretHash.of(secret), Optional.empty()),
                new Client.Standing(false, wish.expires()));
        return switch (store.create(client, ROOM, act(Operation.CREATE, call, at))) {
            case MADE -> new ClientAnswer.Made(ClientView.of(store.find(client.id()).orElseThrow(), at), secret);
            case TAKEN -> new Refused(Kind.CONFLICT, "client-exists",
                    "name: is another client's; choose another, or rotate that client's secret.");
            case FULL -> new Refused(Kind.CONFLICT, "too-many-clients",
                    "There are " + ROOM + " clients, and there is room for no more; delete one first.");
        };
    }

    /** @param after name to start behind; empty: from the first */
    ClientAnswer list(Optional<String> tenant, String after, int size, TenantCall call) {
        Optional<Refused> refused = refuse(tenant, call.caller());
        if (refused.isPresent())
            return refused.get();
        int shown = Math.clamp(size, 1, LARGEST_PAGE);
        List<ClientRecord> found = store.page(tenant, after, shown + 1);
        Instant at = now();
        List<ClientView> clients = found.stream().limit(shown).map(row -> ClientView.of(row, at)).toList();
        return new ClientAnswer.Listed(clients,
                found.size() > shown ? Optional.of(clients.getLast().name()) : Optional.empty());
    }

    ClientAnswer get(ClientId id, TenantCall call) {
        return refuse(id.tenant(), call.caller()).<ClientAnswer>map(refused -> refused)
                .orElseGet(() -> shown(store.find(id)));
    }

    ClientAnswer change(ClientId id, ClientPatch patch, TenantCall call) {
        Optional<Refused> refused = refuse(id.tenant(), call.caller())
                .or(() -> ClientRule.refuse(id.tenant(), patch, now()));
        return refused.<ClientAnswer>map(why -> why).orElseGet(() -> apply(id, (held, at) -> {
            Client next = ClientRule.apply(held.client().client(), patch);
            return new Outcome(next, ClientRule.keepsThePlatform(held, Optional.of(next.standing()), at));
        }, Operation.CHANGE, call));
    }

    /** @param overlap how long the secret there was counts beside the new one */
    ClientAnswer rotate(ClientId id, Duration overlap, TenantCall call) {
        Optional<Refused> refused = refuse(id.tenant(), call.caller()).or(() -> ClientRule.refuse(overlap));
        if (refused.isPresent())
            return refused.get();
        String secret = SecretHash.newSecret();
        SecretHash hash = SecretHash.of(secret);
        ClientAnswer answer = apply(id, (held, at) -> {
            Client now = held.client().client();
            Client.Secrets next = overlap.isZero()
                    ? new Client.Secrets(hash, Optional.empty())
                    : now.secrets().rotated(hash, at.plus(overlap));
            return new Outcome(ClientRule.rotate(now, next, !overlap.isZero()), Optional.empty());
        }, Operation.ROTATE, call);
        return answer instanceof ClientAnswer.Shown(ClientView client)
                ? new ClientAnswer.Rotated(client, secret)
                : answer;
    }

    ClientAnswer delete(ClientId id, TenantCall call) {
        Optional<Refused> hidden = refuse(id.tenant(), call.caller());
        if (hidden.isPresent())
            return hidden.get();
        Instant at = now();
        AtomicReference<Refused> refused = new AtomicReference<>();
        Optional<Boolean> deleted = store.delete(id, held -> {
            stale(held.client(), call.expectedVersion())
                    .or(() -> ClientRule.keepsThePlatform(held, Optional.empty(), at)).ifPresent(refused::set);
            return refused.get() == null;
        }, act(Operation.DELETE, call, at));
        changed.accept(id);
        if (refused.get() != null)
            return refused.get();
        return deleted.isPresent() ? new ClientAnswer.Gone() : notFound();
    }

    /** Judged under the owner's lock, so that of two changes made from one version one is stale. */
    private ClientAnswer apply(ClientId id, Step step, Operation operation, TenantCall call) {
        Instant at = now();
        AtomicReference<Refused> refused = new AtomicReference<>();
        Optional<ClientRecord> after = store.change(id, held -> {
            Client now = held.client().client();
            Outcome outcome = stale(held.client(), call.expectedVersion())
                    .map(stale -> new Outcome(now, Optional.of(stale))).orElseGet(() -> step.apply(held, at));
            outcome.refused().ifPresent(refused::set);
            return outcome.refused().isPresent() ? now : outcome.client();
        }, act(operation, call, at));
        changed.accept(id);
        return refused.get() != null ? refused.get() : shown(after);
    }

    private ClientAnswer shown(Optional<ClientRecord> client) {
        return client.<ClientAnswer>map(row -> new ClientAnswer.Shown(ClientView.of(row, now())))
                .orElseGet(ClientAdministration::notFound);
    }

    private static Optional<Refused> stale(ClientRecord now, OptionalInt expected) {
        return expected.isEmpty() || expected.getAsInt() == now.version()
                ? Optional.empty()
                : Optional.of(new Refused(Kind.STALE, "changed-meanwhile",
                        "If-Match: the client was changed since that version; read it again."));
    }

    /** Empty where the caller may administer the clients. */
    private Optional<Refused> refuse(Optional<String> tenant, Caller caller) {
        if (tenant.isEmpty())
            return caller.platformAdministrator() ? Optional.empty() : forbidden(Role.PLATFORM_ADMINISTRATOR);
        boolean known = caller.platformAdministrator() || caller.tenant().equals(tenant);
        if (!known || !store.knows(tenant))
            return Optional.of(new Refused(Kind.NOT_FOUND, "tenant-not-found",
                    "No tenant of this name is known to the caller."));
        return caller.platformAdministrator() || caller.may(tenant.get(), Role.TENANT_ADMINISTRATOR)
                ? Optional.empty()
                : forbidden(Role.TENANT_ADMINISTRATOR);
    }

    private static Optional<Refused> forbidden(Role role) {
        return Optional.of(new Refused(Kind.FORBIDDEN, "role-missing",
                "To administer clients takes the role " + role.word() + "."));
    }

    private static Refused notFound() {
        return new Refused(Kind.NOT_FOUND, "client-not-found", "There is no client of this name.");
    }

    private static AdministrativeAct act(Operation operation, TenantCall call, Instant at) {
        return new AdministrativeAct(operation, call.caller().subject(), call.caller().issuer(), call.traceId(), at);
    }

    /** To the microsecond, as the database keeps it. */
    private Instant now() {
        return clock.get().truncatedTo(ChronoUnit.MICROS);
    }
}
