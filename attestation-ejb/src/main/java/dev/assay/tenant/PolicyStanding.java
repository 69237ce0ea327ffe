package dev.assay.tenant;

import dev.assay.tenant.KeptVersion.Activation;
import java.util.Optional;

/**
 * Which version of a policy is in force, read at once.
 *
 * @param changes how often that was changed
 * @param version 0: the default
 * @param last the change that brought it in force; empty: there was none, or it was not kept yet (schema 1 to 9)
 */
public record PolicyStanding(int changes, int version, Optional<Activation> last) {}
