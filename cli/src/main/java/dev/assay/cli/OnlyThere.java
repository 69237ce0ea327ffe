package dev.assay.cli;

import dev.assay.cli.policies.ManagedPolicies;
import dev.assay.cli.policies.ManagedPolicies.InForce;
import dev.assay.evidence.AttestationType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Policies that are in force and in no file. The default needs none. */
record OnlyThere(AttestationType type, InForce policy) {
    static List<OnlyThere> in(PolicyFolder folder, ManagedPolicies policies) {
        Set<AttestationType> here = folder.files().stream().flatMap(file -> file.type().stream())
                .collect(Collectors.toSet());
        List<OnlyThere> there = new ArrayList<>();
        for (String name : policies.types()) {
            Optional<AttestationType> type = AttestationType.named(name).filter(it -> !here.contains(it));
            type.map(it -> new OnlyThere(it, policies.read(it))).filter(it -> it.policy().version() > 0)
                    .ifPresent(there::add);
        }
        return there;
    }

    @Override
    public String toString() {
        return type.wireName() + " (version " + policy.version() + ")";
    }
}
