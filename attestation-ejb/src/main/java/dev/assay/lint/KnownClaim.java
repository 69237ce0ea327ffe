package dev.assay.lint;

/**
 * A claim that verified evidence of a kind brings, issuer {@code AttestationService}.
 *
 * @param always whether every evidence of the kind brings it
 * @param readOnly whether it, and what is computed from it, cannot be issued (maa-policy §7)
 */
record KnownClaim(String type, ValueForm form, boolean always, boolean readOnly) {
    static KnownClaim always(String type, ValueForm form) {
        return new KnownClaim(type, form, true, false);
    }

    static KnownClaim sometimes(String type, ValueForm form) {
        return new KnownClaim(type, form, false, false);
    }
}
