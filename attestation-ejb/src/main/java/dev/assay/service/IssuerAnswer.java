package dev.assay.service;

import java.util.List;

/** What became of a call about the issuers a tenant trusts. */
public sealed interface IssuerAnswer {
    /** There was none under this id. */
    record Made(IssuerView issuer) implements IssuerAnswer {}

    record Shown(IssuerView issuer) implements IssuerAnswer {}

    record Listed(List<IssuerView> issuers) implements IssuerAnswer {}

    /** Taken away. */
    record Gone() implements IssuerAnswer {}

    record Probed(IssuerProbe probe) implements IssuerAnswer {}

    /** @param code stable. @param detail one sentence for the caller */
    record Refused(Kind kind, String code, String detail) implements IssuerAnswer {}

    /** The store cannot be asked now. */
    record Unavailable() implements IssuerAnswer {}

    /** What a refusal is about. */
    enum Kind {
        BAD_VALUE,
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT,
        STALE,
        UNCONDITIONAL
    }
}
