package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralKind;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.Policy;
import dev.assay.tenant.StoredPolicy;
import dev.assay.tenant.TenantSnapshot;
import dev.assay.token.PolicyDocument;
import dev.assay.token.PolicySigner;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * From what a caller wants an appraisal held against to the things themselves; whatever is not possible is a
 * {@link WhatIfRefusal} that names the member.
 *
 * @param stored versions of policies
 */
record WhatIfTerms(Versions stored) {
    /** A stored version; empty where there is none of that number. */
    @FunctionalInterface
    interface Versions {
        Optional<StoredPolicy> find(UUID tenant, AttestationType type, int version);
    }

    WhatIfCase.Ruled policy(WhatIfCall call, TenantSnapshot tenant) {
        WhatIfCall.Terms terms = call.terms();
        if (terms.policy().isPresent() && terms.policyVersion().isPresent())
            throw WhatIfRefusal.badValue("what-if-not-possible",
                    "policyVersion: stands beside policy. Send one of the two, or neither for the policy in force.");
        if (terms.policy().isPresent())
            return draft(terms.policy().get());
        if (terms.policyVersion().isPresent())
            return version(call.request().type(), tenant, terms.policyVersion().getAsInt());
        return new WhatIfCase.Ruled(tenant.policy(), tenant.policyVersion(), tenant.policySigner());
    }

    private static WhatIfCase.Ruled draft(String policy) {
        return new WhatIfCase.Ruled(Policy.parse(PolicyDocument.read("policy", policy).text()),
                AttestationCase.DRAFT_VERSION, Optional.empty());
    }

    private WhatIfCase.Ruled version(AttestationType type, TenantSnapshot tenant, int version) {
        if (version == 0)
            return new WhatIfCase.Ruled(DefaultPolicies.shippedFor(type.wireName()), 0, Optional.empty());
        StoredPolicy found = stored.find(tenant.tenant().id(), type, version)
                .orElseThrow(() -> WhatIfRefusal.badValue("policy-version-not-found",
                        "policyVersion: there is no version %d of the tenant's policy for %s; 0 is the default."
                                .formatted(version, type.wireName())));
        return new WhatIfCase.Ruled(found.policy(), version, found.document().filter(document -> found.signed())
                .flatMap(document -> PolicyDocument.read("stored policy", document).signer())
                .map(PolicySigner::claim));
    }

    static Baseline baseline(WhatIfCall call, TenantSnapshot tenant) {
        return call.terms().baseline().map(name -> switch (name) {
            case "strict" -> Baseline.STRICT;
            case "azure" -> Baseline.AZURE;
            default -> throw WhatIfRefusal.badValue("what-if-not-possible",
                    "baseline: is neither strict nor azure. Leave it out for the tenant's own.");
        }).orElse(tenant.tenant().baseline());
    }

    /** The octets as sent; nothing of them is believed before it is verified, as always. */
    static Optional<Map<CollateralKind, CollateralDocument>> documents(WhatIfCall call) {
        return call.terms().documents().map(WhatIfTerms::byKind);
    }

    private static Map<CollateralKind, CollateralDocument> byKind(List<WhatIfCall.Document> documents) {
        Map<CollateralKind, CollateralDocument> found = new EnumMap<>(CollateralKind.class);
        for (int i = 0; i < documents.size(); i++) {
            WhatIfCall.Document given = documents.get(i);
            CollateralKind kind = kind(i, given.kind());
            if (found.put(kind, document(kind, given.content(), given.issuerChain())) != null)
                throw WhatIfRefusal.badValue("what-if-not-possible",
                        "collateral[%d].kind: is there twice. Send one document of a kind.".formatted(i));
        }
        return found;
    }

    /** why any key: which one is wanted is known once the evidence is read, and the core checks that it fits. */
    private static CollateralDocument document(CollateralKind kind, Bytes content, Bytes issuerChain) {
        return new CollateralDocument(new CollateralKey(kind, ""), content, issuerChain);
    }

    private static CollateralKind kind(int index, String word) {
        return Arrays.stream(CollateralKind.values()).filter(kind -> word(kind).equals(word)).findFirst()
                .orElseThrow(() -> WhatIfRefusal.badValue("what-if-not-possible",
                        "collateral[%d].kind: is none of %s.".formatted(index, Arrays.stream(CollateralKind.values())
                                .map(WhatIfTerms::word).collect(Collectors.joining(", ")))));
    }

    /** Lower case with hyphens: {@code tcb-info}. */
    static String word(CollateralKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
