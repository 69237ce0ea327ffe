package dev.assay.service;

import java.time.Instant;
import java.util.List;

/** What became of a call about whom a tenant trusts to certify keys of TPMs. */
public sealed interface TpmAuthorityAnswer permits TpmAuthorityAnswer.Made, TpmAuthorityAnswer.Shown,
        TpmAuthorityAnswer.Listed, TpmAuthorityAnswer.Gone, TpmAuthorityAnswer.Denying, TpmAuthorityAnswer.Unavailable,
        TpmRefused {
    record Made(TpmAuthorityView authority) implements TpmAuthorityAnswer {}

    record Shown(TpmAuthorityView authority) implements TpmAuthorityAnswer {}

    record Listed(List<TpmAuthorityView> authorities) implements TpmAuthorityAnswer {}

    /** Keys that are refused whoever certified them, by digest. */
    record Denying(List<DeniedKey> keys) implements TpmAuthorityAnswer {}

    /** @param sha256 of the DER SubjectPublicKeyInfo, hexadecimal. @param by subject of a token of {@code issuer} */
    record DeniedKey(String sha256, String by, String issuer, Instant at) {}

    /** Deleted. */
    record Gone() implements TpmAuthorityAnswer {}

    /** The store cannot be asked now. */
    record Unavailable() implements TpmAuthorityAnswer {}
}
