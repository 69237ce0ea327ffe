package dev.assay.service;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A change of a policy, asked for on the management plane.
 *
 * @param expected the number of changes the caller has seen; empty: any. One that there never was matches nothing
 * @param note why, 1 to 1024 octets
 */
public record ManagedPolicyCall(PolicyCall policy, OptionalInt expected, Optional<String> note) {
    static final int LONGEST_NOTE = 1024;
}
