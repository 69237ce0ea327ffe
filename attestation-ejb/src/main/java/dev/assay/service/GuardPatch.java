package dev.assay.service;

import java.util.List;
import java.util.Optional;

/**
 * Who is asked what before something is done, to be changed; what is empty stays.
 *
 * @param authenticatedTypes evidence types attested for identified callers only, by the protocol's names; sorted
 * @param fourEyes whether changes wait for a second administrator
 */
public record GuardPatch(Optional<List<String>> authenticatedTypes, Optional<Boolean> fourEyes) {
    public static final GuardPatch NONE = new GuardPatch(Optional.empty(), Optional.empty());

    public GuardPatch {
        authenticatedTypes = authenticatedTypes.map(types -> types.stream().distinct().sorted().toList());
    }
}
