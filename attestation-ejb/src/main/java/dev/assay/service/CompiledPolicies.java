package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.AttestationType;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyParsingException;
import dev.assay.tenant.StoredPolicy;
import dev.assay.token.PolicyDocument;
import dev.assay.token.PolicySigner;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Stored policies, read and parsed once per version and kept compiled. A version never changes, so none ever ages. */
final class CompiledPolicies {
    private static final System.Logger LOG = System.getLogger(CompiledPolicies.class.getName());
    /** Characters of text; compiled, a policy takes 8 to 11 octets of memory for each. */
    private static final long MOST_WEIGHT = 8L * 1024 * 1024;
    /** Of what is kept besides a text. */
    private static final int ENTRY_WEIGHT = 256;

    private final Function<Version, StoredPolicy> store;
    private final MadeOnce<Version, Compiled> kept = new MadeOnce<>(MOST_WEIGHT, Compiled::weight);

    /** TE-03: the tenant is part of the key. */
    record Version(UUID tenant, AttestationType type, int number) {}

    /** What a version came to. */
    sealed interface Compiled {
        long weight();
    }

    /** @param signer claim {@code x-ms-policy-signer}, where the document is signed */
    record Usable(Policy policy, Optional<JsonObject> signer) implements Compiled {
        @Override
        public long weight() {
            return ENTRY_WEIGHT + policy.text().length();
        }
    }

    /** A text that was stored by a release that could read it. Kept as well, so that calls do not parse it on and on. */
    record Unreadable(Bytes hash) implements Compiled {
        @Override
        public long weight() {
            return ENTRY_WEIGHT;
        }
    }

    CompiledPolicies(Function<Version, StoredPolicy> store) {
        this.store = store;
    }

    /** @throws RuntimeException where the store cannot be asked */
    Compiled get(Version version) {
        return kept.get(version, () -> compile(version, store.apply(version)));
    }

    private static Compiled compile(Version version, StoredPolicy stored) {
        try {
            return new Usable(stored.policy(), stored.document().filter(document -> stored.signed())
                    .flatMap(document -> PolicyDocument.read("stored policy", document).signer())
                    .map(PolicySigner::claim));
        } catch (PolicyParsingException | MalformedException refused) {
            LOG.log(System.Logger.Level.ERROR,
                    "version {0} of the policy for {1} of tenant {2} cannot be read by this release, so that its calls are"
                            + " answered policy-unreadable while it is in force: {3}",
                    Integer.toString(version.number()), version.type().wireName(), version.tenant(),
                    refused.getMessage());
            return new Unreadable(Policy.hash(stored.text()));
        }
    }
}
