package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.evidence.AttestationType;
import dev.assay.policy.Policy;
import dev.assay.service.PolicyRefusal.Cause;
import dev.assay.tenant.KeptPolicy;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TrustModel;
import dev.assay.token.PolicyDocument;
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
    private static final String FIELD = "policy";

    /** TE-06. @throws PolicyRefusal where the tenant's quota takes no body so large */
    static void checkSize(Tenant tenant, Bytes body) {
        int most = tenant.settings().quotas().policyBytes();
        if (body.length() > most)
            throw new PolicyRefusal(new PolicyAnswer.BadRequest("RequestBodyTooLarge",
                    "The request body is larger than the " + most + " bytes of the tenant's quota for policies."),
                    Cause.TOO_LARGE);
    }

    /** @throws PolicyRefusal where it may not */
    void check(Tenant tenant, AttestationType type, Optional<PolicySigner> signer) {
        checkOurs(tenant, type);
        switch (tenant.settings().trustModel()) {
            // "Settled", Trust: a certificate sent along proves integrity only.
            case AAD -> {}
            case ISOLATED -> checkTrusted(FIELD, tenant, signer);
        }
    }

    /**
     * Whether a stored version may come into force again by its number, for which nobody signs anything: what an isolated
     * tenant's certificates would not vouch for now stays where it is, and so does a document that counts once (PO-09).
     *
     * @return its text, parsed
     * @throws PolicyRefusal where it may not
     * @throws dev.assay.policy.PolicyParsingException where this release cannot read it
     */
    Policy checkAgain(Tenant tenant, AttestationType type, KeptPolicy kept) {
        checkOurs(tenant, type);
        switch (tenant.settings().trustModel()) {
            case AAD -> {}
            case ISOLATED -> checkAgain(tenant, kept);
        }
        return Policy.parse(kept.text());
    }

    private void checkAgain(Tenant tenant, KeptPolicy kept) {
        String version = "version " + kept.version().version();
        Optional<PolicyDocument> document = kept.document().map(text -> PolicyDocument.read(version, text));
        checkTrusted(version, tenant, document.flatMap(PolicyDocument::signer));
        if (document.filter(PolicyDocument::once).isPresent())
            throw PolicyRefusal.operation(Cause.COUNTS_ONCE, version + ": bears jti or iat, so it counts once, and this"
                    + " tenant is isolated. Sign its text anew and send that, as ./assay policy sign does.");
    }

    /** Whether the default may come into force by its number, 0, for which nobody signs anything. */
    void checkDefault(Tenant tenant, AttestationType type) {
        checkOurs(tenant, type);
        if (tenant.settings().trustModel() == TrustModel.ISOLATED)
            throw PolicyRefusal.operation(Cause.NOT_SIGNED,
                    "version 0: this tenant is isolated, so that going back to the"
                            + " default is to be signed. Send a signed JWS with an empty payload to /policies/"
                            + type.wireName()
                            + ":reset.");
    }

    private void checkOurs(Tenant tenant, AttestationType type) {
        if (configured.test(tenant.name(), type))
            throw PolicyRefusal.operation(Cause.CONFIGURED, "The policy of " + type.wireName()
                    + " is set by the installation's configuration; change it there.");
    }

    private void checkTrusted(String field, Tenant tenant, Optional<PolicySigner> signer) {
        if (signer.isEmpty())
            throw PolicyRefusal.operation(Cause.NOT_SIGNED, field
                    + ": is not signed, and this tenant is isolated. Sign it"
                    + " with one of the tenant's policy certificates, and send the certificate as x5c in the header;"
                    + " ./assay policy sign does both.");
        if (!new PolicyTrust(listed(tenant)).trusts(signer.get(), clock.get()))
            throw PolicyRefusal.operation(Cause.NOT_TRUSTED,
                    field + ": is signed with a certificate that is not one of the"
                            + " tenant's policy certificates and does not chain to one. GET /certificates lists them.");
    }

    /** None where whoever has the role may change policies. */
    List<X509Certificate> listed(Tenant tenant) {
        return tenant.settings().trustModel() == TrustModel.ISOLATED ? certificates.apply(tenant.id()) : List.of();
    }
}
