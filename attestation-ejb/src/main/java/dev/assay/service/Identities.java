package dev.assay.service;

import dev.assay.identity.BearerToken;
import dev.assay.identity.Caller;
import dev.assay.identity.TokenRefusedException;
import dev.assay.identity.TrustedIssuer;
import dev.assay.persistence.IssuerRows;
import dev.assay.tenant.Tenant;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whom a bearer token is of. The issuers that count are this installation's own and those of the tenant asked for; the
 * token's {@code iss} names one of them exactly or it is of nobody (AU-01).
 */
final class Identities {
    private final Own own;
    private final StoredTenants directory;
    private final IssuerRows rows;
    private final IssuerKeyCabinet cabinet;

    /** @param issuer {@code iss} of this installation's access tokens. @param callers whom one is of, or refused */
    record Own(String issuer, Function<String, Caller> callers) {}

    Identities(Own own, StoredTenants directory, IssuerRows rows, IssuerKeyCabinet cabinet) {
        this.own = own;
        this.directory = directory;
        this.rows = rows;
        this.cabinet = cabinet;
    }

    /** @throws TokenRefusedException where it is of nobody */
    Identification identify(Optional<String> tenant, String token, Instant at) {
        BearerToken read = BearerToken.read(token);
        if (tenant.isEmpty() || read.untrustedIssuer().equals(Optional.of(own.issuer())))
            return new Identification.Known(own.callers().apply(token));
        // A suspended tenant vouches for nobody, as its own clients get no further.
        return directory.inForce(tenant.get()).map(owner -> identify(owner, read, at))
                .orElseThrow(Identities::unknown);
    }

    private Identification identify(Tenant owner, BearerToken token, Instant at) {
        String named = token.untrustedIssuer().orElseThrow(Identities::unknown);
        TrustedIssuer issuer = rows.list(owner.id()).stream().map(IssuerRows.Stored::issuer)
                .filter(one -> one.url().equals(named)).findFirst().orElseThrow(Identities::unknown);
        token.check(issuer, at); // before anything is fetched for it
        return cabinet.find(owner.id(), issuer, token.untrustedKeyName())
                .<Identification>map(keys -> new Identification.Known(token.verify(issuer, keys, owner.name(), at)))
                .orElseGet(Identification.Unavailable::new);
    }

    private static TokenRefusedException unknown() {
        return new TokenRefusedException("its issuer is none of the tenant's");
    }
}
