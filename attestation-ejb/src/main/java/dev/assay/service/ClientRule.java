package dev.assay.service;

import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
import dev.assay.identity.Role;
import dev.assay.persistence.ClientStore;
import dev.assay.service.ClientAnswer.Refused;
import dev.assay.service.TenantAnswer.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What may be said of a client, and what it comes to. */
final class ClientRule {
    static final Duration LONGEST_OVERLAP = Duration.ofDays(7);
    private static final Set<Role> TENANTS = EnumSet.complementOf(EnumSet.of(Role.PLATFORM_ADMINISTRATOR));

    private ClientRule() {}

    static Optional<Refused> refuse(Optional<String> tenant, ClientWish wish, Instant at) {
        if (ClientId.parse(new ClientId(tenant, wish.name()).text()).filter(id -> id.tenant().equals(tenant))
                .isEmpty()) {
            return bad("name-not-possible", "name: has 3 to 40 of a-z, 0-9 and hyphen.");
        }
        boolean unsaid = tenant.isEmpty() && wish.roles().isEmpty();
        return (unsaid ? Optional.<Refused>empty() : refuseRoles(tenant, wish.roles()))
                .or(() -> refuseExpiry(wish.expires(), at));
    }

    static Optional<Refused> refuse(Optional<String> tenant, ClientPatch patch, Instant at) {
        return patch.roles().flatMap(words -> refuseRoles(tenant, words))
                .or(() -> refuseExpiry(patch.expires().flatMap(expires -> expires), at));
    }

    static Optional<Refused> refuse(Duration overlap) {
        return overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0
                ? bad("overlap-not-possible", "overlapSeconds: is from 0 to " + LONGEST_OVERLAP.toSeconds() + ".")
                : Optional.empty();
    }

    /** A platform administrator is of no tenant, and whoever is of none is nothing else. */
    private static Optional<Refused> refuseRoles(Optional<String> tenant, List<String> words) {
        Set<Role> possible = tenant.isPresent() ? TENANTS : Set.of(Role.PLATFORM_ADMINISTRATOR);
        boolean all = words.stream().allMatch(word -> Role.named(word).filter(possible::contains).isPresent());
        if (all && !words.isEmpty())
            return Optional.empty();
        return bad("role-not-possible", "roles: has one or more of "
                + String.join(", ", possible.stream().map(Role::word).sorted().toList()) + ".");
    }

    private static Optional<Refused> refuseExpiry(Optional<Instant> expires, Instant at) {
        return expires.filter(end -> !at.isBefore(end)).isPresent()
                ? bad("expiry-not-possible", "expiresAt: has passed; give a later instant, or null for none.")
                : Optional.empty();
    }

    private static Optional<Refused> bad(String code, String detail) {
        return Optional.of(new Refused(Kind.BAD_VALUE, code, detail));
    }

    static Set<Role> roles(Optional<String> tenant, List<String> words) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (tenant.isEmpty())
            roles.add(Role.PLATFORM_ADMINISTRATOR);
        words.forEach(word -> roles.add(Role.named(word).orElseThrow()));
        return roles;
    }

    /** Its tokens end where it is disabled or has other roles. */
    static Client apply(Client now, ClientPatch patch) {
        Set<Role> roles = patch.roles().map(words -> roles(now.id().tenant(), words)).orElse(now.roles());
        boolean disabled = patch.disabled().orElse(now.standing().disabled());
        boolean ends = disabled && !now.standing().disabled() || !roles.equals(now.roles());
        return new Client(now.id(), roles, now.secrets(), new Client.Standing(disabled,
                patch.expires().orElse(now.standing().expires()), epoch(now, ends)));
    }

    /** Without overlap its tokens end too: whoever has the secret before may have got some with it. */
    static Client rotate(Client now, Client.Secrets next, boolean overlap) {
        return new Client(now.id(), now.roles(), next, new Client.Standing(now.standing().disabled(),
                now.standing().expires(), epoch(now, !overlap)));
    }

    private static UUID epoch(Client now, boolean ends) {
        return ends ? UUID.randomUUID() : now.standing().epoch();
    }

    /** Else nobody could administer the installation any more, now or once the client expires. */
    static Optional<Refused> keepsThePlatform(ClientStore.Held held, Optional<Client.Standing> after, Instant at) {
        boolean counted = held.lastOfPlatform() && held.client().client().standing().holds(at);
        boolean stays = after.filter(standing -> !standing.disabled()
                && (standing.expires().isEmpty() || standing.equals(held.client().client().standing()))).isPresent();
        return counted && !stays
                ? Optional.of(new Refused(Kind.CONFLICT, "last-platform-administrator",
                        "The client is the last that may administer the installation; make another one first."))
                : Optional.empty();
    }
}
