package dev.assay.service;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What became of a call to the management of tenants. */
public sealed interface TenantAnswer {
    /** Made by this request, or by the same one before. */
    record Made(TenantView tenant) implements TenantAnswer {}

    /** As it is now. */
    record Shown(TenantView tenant) implements TenantAnswer {}

    /** Nothing is changed before a second person approves the proposal (four eyes). */
    record Waits(ProposalView proposal) implements TenantAnswer {}

    /** @param next name to go on after, where there are more */
    record Listed(List<Line> tenants, Optional<String> next) implements TenantAnswer {}

    /** One tenant in a list. */
    record Line(String name, String attestUri, String state, Instant created) {}

    /** @param code stable. @param detail one sentence for the caller */
    record Refused(Kind kind, String code, String detail) implements TenantAnswer, ProposalAnswer {}

    /** The store cannot be asked now. */
    record Unavailable() implements TenantAnswer {}

    /** What a refusal is about. */
    enum Kind {
        BAD_VALUE,
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT,
        STALE
    }
}
