package dev.assay.tpm;

/**
 * A key sent along with how it is bound (maa-tpm §2.3). Unverified.
 *
 * @param raw the text of {@code jwk} exactly as sent: what a {@code tpm_quote} binding is over
 */
public record RequestKey(Jwk jwk, String raw, KeyBinding binding) {}
