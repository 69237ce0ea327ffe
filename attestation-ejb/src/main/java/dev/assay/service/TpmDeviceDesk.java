package dev.assay.service;

import dev.assay.attestationkey.AttestationKeyTrust;
import dev.assay.attestationkey.TpmAuthorities;
import dev.assay.attestationkey.TpmDevice.Origin;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.Refusal;
import dev.assay.persistence.TpmDeviceRows;
import dev.assay.persistence.TpmDeviceRows.Amendment;
import dev.assay.persistence.TpmDeviceRows.Stored;
import dev.assay.persistence.TpmRegistration.Outcome;
import dev.assay.persistence.TpmRegistration.Wish;
import dev.assay.service.TpmRefused.Kind;
import dev.assay.tenant.Tenant;
import dev.assay.tpm2.TpmPublic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Shows, registers, revokes and deletes a tenant's devices, for its administrators. */
final class TpmDeviceDesk {
    static final int MOST = 1_000;
    private static final int LABEL = 128;
    private static final String ALONE = "fourEyes: is on for this tenant, and this cannot be proposed. Propose to set"
            + " fourEyes to false, do it, and set it to true again.";

    private final TpmDoor door;
    private final TpmDeviceRows rows;
    private final Function<Tenant, TpmAuthorities> authorities;

    /** @param authorities whom a tenant trusts, and which keys it denies */
    TpmDeviceDesk(StoredTenants directory, TpmDeviceRows rows, Function<Tenant, TpmAuthorities> authorities,
            Supplier<Instant> clock) {
        this.door = new TpmDoor(directory, clock);
        this.rows = rows;
        this.authorities = authorities;
    }

    TpmDeviceAnswer list(TpmDeskCall call, TpmDeviceQuery query) {
        if (query.size() < 1 || query.size() > MOST)
            return bad("limit: is 1 to " + MOST + ".");
        Optional<UUID> after = query.after().flatMap(TpmDoor::id);
        if (after.isEmpty() && query.after().isPresent())
            return bad("after: is no id of a device.");
        Optional<Bytes> key = query.key().flatMap(TpmDeviceDesk::digest);
        if (key.isEmpty() && query.key().isPresent())
            return bad("key: is not the SHA-256 of a key, 64 hexadecimal digits in lower case.");
        return door.<TpmDeviceAnswer>reading(call, refused -> refused, tenant -> page(tenant,
                new TpmDeviceRows.Query(key, query.label(), after, query.size() + 1)));
    }

    private static Optional<Bytes> digest(String text) {
        return text.matches("[0-9a-f]{64}") ? Optional.of(Bytes.hex(text)) : Optional.empty();
    }

    /** One more than the page is asked for, so that its end is known. */
    private TpmDeviceAnswer page(Tenant tenant, TpmDeviceRows.Query query) {
        List<Stored> found = rows.page(tenant.id(), query);
        List<Stored> page = found.subList(0, Math.min(found.size(), query.size() - 1));
        return new TpmDeviceAnswer.Listed(page.stream().map(TpmDeviceView::of).toList(), found.size() < query.size()
                ? Optional.empty()
                : Optional.of(page.getLast().device().id()));
    }

    TpmDeviceAnswer get(TpmDeskCall call, String id) {
        return door.<TpmDeviceAnswer>reading(call, refused -> refused, tenant -> TpmDoor.id(id)
                .flatMap(it -> rows.history(tenant.id(), it)).map(TpmDeviceView::of)
                .<TpmDeviceAnswer>map(TpmDeviceAnswer.Shown::new).orElseGet(TpmDeviceDesk::unknown));
    }

    /** Path c: @param publicArea TPMT_PUBLIC or TPM2B_PUBLIC of the attestation key */
    TpmDeviceAnswer register(TpmDeskCall call, Bytes publicArea, String label) {
        return door.<TpmDeviceAnswer>writing(call, refused -> refused, tenant -> {
            Optional<TpmDeviceAnswer> wrong = wrong(label).or(() -> alone(tenant));
            if (wrong.isPresent())
                return wrong.get();
            try {
                TpmPublic key = read(publicArea);
                // TP-07, TP-10
                Bytes identity = new AttestationKeyTrust(authorities.apply(tenant), door.clock().get()).suitable(key);
                return answer(rows.register(tenant.id(), new Wish(Origin.ADMINISTRATOR, identity,
                        Optional.of(key.octets()), Optional.empty(), label), door.change(call)));
            } catch (MalformedException | Refusal refused) {
                return new TpmRefused(Kind.BAD_VALUE, "attestation-key-unsuitable",
                        "publicArea: " + refused.getMessage() + ".");
            }
        });
    }

    /** A TPM2B_PUBLIC begins with the length of the rest, which no TPMT_PUBLIC's type is. */
    static TpmPublic read(Bytes octets) {
        boolean sized = octets.length() > 2 && (octets.at(0) << 8 | octets.at(1)) == octets.length() - 2;
        return sized ? TpmPublic.readSized(octets) : TpmPublic.read(octets);
    }

    private static Optional<TpmDeviceAnswer> wrong(String label) {
        return label.length() > LABEL || label.chars().anyMatch(Character::isISOControl)
                ? Optional.of(bad("label: is longer than " + LABEL + " characters, or has a control character."))
                : Optional.empty();
    }

    private TpmDeviceAnswer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Made(Stored made) -> new TpmDeviceAnswer.Made(TpmDeviceView.of(made));
            case Outcome.Same(Stored there) -> new TpmDeviceAnswer.Shown(TpmDeviceView.of(there));
            case Outcome.Conflict(var there, var why) -> new TpmRefused(Kind.CONFLICT, "device-conflict",
                    why.sentence());
            case Outcome.QuotaSpent() -> new TpmRefused(Kind.CONFLICT, "device-quota",
                    "The tenant has as many devices as it may: delete some, or have its quota raised.");
        };
    }

    TpmDeviceAnswer amend(TpmDeskCall call, String id, Optional<String> label, boolean revoke) {
        return door.<TpmDeviceAnswer>writing(call, refused -> refused,
                tenant -> label.flatMap(TpmDeviceDesk::wrong).orElseGet(() -> onOne(id, it -> rows
                        .amend(tenant.id(), it, new Amendment(label, revoke), door.change(call))
                        .map(TpmDeviceView::of).map(TpmDeviceAnswer.Shown::new))));
    }

    TpmDeviceAnswer delete(TpmDeskCall call, String id) {
        return door.<TpmDeviceAnswer>writing(call, refused -> refused,
                tenant -> onOne(id, it -> alone(tenant).filter(refused -> revoked(tenant, it))
                        .or(() -> rows.delete(tenant.id(), it, door.change(call))
                                ? Optional.of(new TpmDeviceAnswer.Gone())
                                : Optional.empty())));
    }

    /** What is revoked stays so; deleted, its key may come again. */
    private boolean revoked(Tenant tenant, UUID id) {
        return rows.history(tenant.id(), id).filter(known -> known.device().device().revoked()).isPresent();
    }

    /** why: whom to trust is not one person's word there; what trusts less (revocation, deletion of others) is. */
    private static Optional<TpmDeviceAnswer> alone(Tenant tenant) {
        return tenant.settings().fourEyes()
                ? Optional.of(new TpmRefused(Kind.CONFLICT, "second-person-needed", ALONE))
                : Optional.empty();
    }

    private static TpmDeviceAnswer onOne(String id, Function<UUID, Optional<? extends TpmDeviceAnswer>> act) {
        Optional<? extends TpmDeviceAnswer> done = TpmDoor.id(id).flatMap(act::apply);
        return done.isPresent() ? done.get() : unknown();
    }

    private static TpmDeviceAnswer unknown() {
        return new TpmRefused(Kind.NOT_FOUND, "device-not-found", "The tenant has no device of this id.");
    }

    private static TpmRefused bad(String detail) {
        return new TpmRefused(Kind.BAD_VALUE, "value-not-possible", detail);
    }
}
