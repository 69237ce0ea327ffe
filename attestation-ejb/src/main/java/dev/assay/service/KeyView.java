package dev.assay.service;

import java.time.Instant;
import java.util.Optional;

/**
 * A signing key as its administrators see it; nothing of its private half.
 *
 * @param kid RFC 7638 thumbprint; capital and small letters differ
 * @param state {@code next}, {@code active} or {@code verify-only}
 * @param custody {@code software} or {@code pkcs11}
 */
public record KeyView(String kid, String algorithm, String state, String custody, Dates dates,
        Certificate certificate) {
    /** @param lastExpiry no token it signed ends later; empty where it never signed */
    public record Dates(Instant created, Optional<Instant> activated, Optional<Instant> retired,
            Optional<Instant> lastExpiry) {}

    /** Names as RFC 2253 writes them. @param byOperator whether an operator's authority issued it */
    public record Certificate(String subject, String issuer, Instant notBefore, Instant notAfter,
            boolean byOperator) {}
}
