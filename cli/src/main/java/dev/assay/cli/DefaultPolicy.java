package dev.assay.cli;

import dev.assay.evidence.AttestationType;
import dev.assay.policy.Policy;

final class DefaultPolicy {
    private DefaultPolicy() {}

    static Policy of(AttestationType type) {
        return Policy.parse("");
    }
}
