package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.persistence.TpmAuthorityRows;
import dev.assay.persistence.TpmAuthorityRows.Stored;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One whom a tenant trusts to certify keys of TPMs, as shown.
 *
 * @param use {@code aik} or {@code ek}. @param certificate DER. @param notAfter end of its validity
 */
public record TpmAuthorityView(UUID id, String use, boolean anchor, boolean revocationRequired, Bytes certificate,
        String subject, Instant notAfter, Optional<Crl> crl, Added added) {
    /** The revocation list held of it. */
    public record Crl(Bytes sha256, Instant thisUpdate, Instant nextUpdate) {}

    /** @param subject who, by a bearer token of {@code issuer}. @param changed of the last revocation list */
    public record Added(String subject, String issuer, Instant at, Instant changed) {}

    static TpmAuthorityView of(Stored stored) {
        var authority = stored.authority();
        return new TpmAuthorityView(stored.id(), TpmAuthorityRows.word(authority.use()), authority.anchor(),
                authority.revocationRequired(), authority.certificate(), stored.facts().subject(),
                stored.facts().notAfter(),
                stored.facts().crl().map(dates -> new Crl(authority.crl().orElseThrow().sha256(), dates.thisUpdate(),
                        dates.nextUpdate())),
                new Added(stored.added().subject(), stored.added().issuer(), stored.added().at(),
                        stored.added().changed()));
    }
}
