package dev.assay.policy;

import java.util.Optional;

/**
 * The policies that apply until a tenant sets its own, byte for byte as the hosted service's clients have pinned them
 * (maa-policy §10, "Served default"): {@code x-ms-policy-hash} is {@code bROrN897ZfWmWY2V0FLUlu3uwk5xatGnKYHn3zBbSlw}.
 */
public final class DefaultPolicies {
    private static final Policy ENCLAVE = Policy.parse("""
            version= 1.0;authorizationrules{=> permit();};issuancerules{\
            c:[type=="x-ms-sgx-is-debuggable"] => issue(type="is-debuggable", value=c.value);\
            c:[type=="x-ms-sgx-mrsigner"] => issue(type="sgx-mrsigner", value=c.value);\
            c:[type=="x-ms-sgx-mrenclave"] => issue(type="sgx-mrenclave", value=c.value);\
            c:[type=="x-ms-sgx-product-id"] => issue(type="product-id", value=c.value);\
            c:[type=="x-ms-sgx-svn"] => issue(type="svn", value=c.value);\
            c:[type=="x-ms-attestation-type"] => issue(type="tee", value=c.value);\
            };""");

    private static final Policy NOTHING = Policy.parse("version= 1.0;authorizationrules{};issuancerules{};");

    private DefaultPolicies() {}

    /** As above; for a type that has no default, a policy that permits nothing. */
    public static Policy shippedFor(String attestationTypeWireName) {
        return servedFor(attestationTypeWireName).orElse(NOTHING);
    }

    /** By the attestation type's wire name, as in {@code SgxEnclave}; empty for a type that has no default. */
    public static Optional<Policy> servedFor(String attestationTypeWireName) {
        return switch (attestationTypeWireName) {
            case "SgxEnclave", "OpenEnclave" -> Optional.of(ENCLAVE);
            default -> Optional.empty();
        };
    }
}
