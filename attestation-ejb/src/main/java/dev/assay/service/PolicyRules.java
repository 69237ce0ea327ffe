package dev.assay.service;

import dev.assay.evidence.AttestationType;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TrustModel;
import dev.assay.token.PolicySigner;
import dev.assay.token.PolicyTrust;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Whether a tenant's policy of a type may be changed by a document so signed.
 *
 * @param configured whether configuration gives the tenant's policy of that type
 * @param certificates an isolated tenant's policy certificates
 */
record PolicyRules(BiPredicate<String, AttestationType> configured,
        Function<UUID, List<X509Certificate>> certificates, Supplier<Instant> clock) {
    /** @throws PolicyRefusal where it may not */
    void check(Tenant tenant, AttestationType type, Optional<PolicySigner> signer) {
        if (configured.test(tenant.name(), type))
            throw PolicyRefusal.operation("The policy of " + type.wireName()
                    + " is set by the installation's configuration; change it there.");
        switch (tenant.settings().trustModel()) {
            // "Settled", Trust: a certificate sent along proves integrity only.
            case AAD -> {}
            case ISOLATED -> checkTrusted(tenant, signer);
        }
    }

    private void checkTrusted(Tenant tenant, Optional<PolicySigner> signer) {
        if (signer.isEmpty())
            throw PolicyRefusal.operation("policy: is not signed, and this tenant is isolated. Sign it with one of the"
                    + " tenant's policy certificates, and send the certificate as x5c in the header.");
        if (!new PolicyTrust(listed(tenant)).trusts(signer.get(), clock.get()))
            throw PolicyRefusal.operation("policy: is signed with a certificate that is not one of the tenant's policy"
                    + " certificates and does not chain to one. GET /certificates lists them.");
    }

    /** None where whoever has the role may change policies. */
    List<X509Certificate> listed(Tenant tenant) {
        return tenant.settings().trustModel() == TrustModel.ISOLATED ? certificates.apply(tenant.id()) : List.of();
    }
}
