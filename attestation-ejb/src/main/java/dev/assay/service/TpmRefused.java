package dev.assay.service;

/** Why a call about a tenant's TPMs is refused. @param code stable. @param detail one sentence for the caller */
public record TpmRefused(Kind kind, String code, String detail) implements TpmDeviceAnswer, TpmAuthorityAnswer {
    /** What a refusal is about. */
    public enum Kind {
        BAD_VALUE,
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT
    }
}
