package dev.assay.persistence;

import dev.assay.evidence.TpmState;

/**
 * One quote whose signature holds.
 *
 * @param first whether a device that is not known is to be: its certificate was found good
 * @param back whether it was refused for being older than what is known (TP-17)
 */
public record TpmSighting(TpmState state, boolean first, boolean back) {}
