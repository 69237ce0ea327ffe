package dev.assay.service;

import java.util.List;

/** What became of a call about whom a tenant trusts to certify keys of TPMs. */
public sealed interface TpmAuthorityAnswer permits TpmAuthorityAnswer.Made, TpmAuthorityAnswer.Shown,
        TpmAuthorityAnswer.Listed, TpmAuthorityAnswer.Gone, TpmAuthorityAnswer.Unavailable,
        TpmRefused {
    record Made(TpmAuthorityView authority) implements TpmAuthorityAnswer {}

    record Shown(TpmAuthorityView authority) implements TpmAuthorityAnswer {}

    record Listed(List<TpmAuthorityView> authorities) implements TpmAuthorityAnswer {}

    /** Deleted. */
    record Gone() implements TpmAuthorityAnswer {}

    /** The store cannot be asked now. */
    record Unavailable() implements TpmAuthorityAnswer {}
}
