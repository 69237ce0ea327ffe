package dev.assay.service;

import dev.assay.identity.Role;
import dev.assay.service.TpmRefused.Kind;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantChange;
import dev.assay.tenant.TenantChange.Operation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Who may see and change what a tenant knows of TPMs. Who may not know of the tenant is told there is none (TE-04). */
record TpmDoor(StoredTenants directory, Supplier<Instant> clock) {
    private static final Role[] READERS = {Role.TENANT_ADMINISTRATOR, Role.AUDITOR, Role.ATTESTATION_READER};
    private static final Role[] WRITERS = {Role.TENANT_ADMINISTRATOR};

    /** One answer's two ways. @param refused from why not to it. @param act from whose they are to it */
    <T> T reading(TpmDeskCall call, Function<TpmRefused, T> refused, Function<Tenant, T> act) {
        return enter(call, READERS, refused, act);
    }

    <T> T writing(TpmDeskCall call, Function<TpmRefused, T> refused, Function<Tenant, T> act) {
        return enter(call, WRITERS, refused, act);
    }

    private <T> T enter(TpmDeskCall call, Role[] roles, Function<TpmRefused, T> refused, Function<Tenant, T> act) {
        boolean known = call.caller().platformAdministrator()
                || call.caller().tenant().filter(call.tenant()::equals).isPresent();
        Optional<Tenant> found = known ? directory.find(call.tenant()) : Optional.empty();
        if (found.isEmpty())
            return refused.apply(new TpmRefused(Kind.NOT_FOUND, "tenant-not-found",
                    "No tenant of this name is known to the caller."));
        return call.caller().may(call.tenant(), roles)
                ? act.apply(found.get())
                : refused.apply(new TpmRefused(Kind.FORBIDDEN, "role-missing", "This takes the role "
                        + Arrays.stream(roles).map(Role::word).collect(Collectors.joining(" or ")) + "."));
    }

    /** To the microsecond, as the database keeps it. */
    TenantChange change(TpmDeskCall call) {
        return new TenantChange(Operation.CHANGE, call.caller().subject(), call.caller().issuer(), call.traceId(),
                clock.get().truncatedTo(ChronoUnit.MICROS));
    }

    /** Empty where it is none. */
    static Optional<UUID> id(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
