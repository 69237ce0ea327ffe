package dev.assay.service;

import dev.assay.approval.ProposedChange;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.AttestationType;
import dev.assay.identity.Role;
import dev.assay.json.StrictJson;
import dev.assay.persistence.PolicyRows;
import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.Policy;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantSnapshot;
import dev.assay.token.PolicyClaims;
import dev.assay.token.PolicyDocument;
import dev.assay.token.PolicyUpload;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Shows, stores and resets a tenant's policies for callers with the hosted service's two roles (maa-api §3, §9). What is
 * refused is a {@link PolicyRefusal}.
 */
final class PolicyDesk {
    private static final String FIELD = "policy";

    private final Function<PolicyCall, Optional<TenantSnapshot>> tenants;
    private final PolicyRows rows;
    private final PolicyRules rules;
    private final AnswerSigner signer;
    private final PolicyChanges changes;

    /** @param approving has a change wait where it takes a second person */
    PolicyDesk(Function<PolicyCall, Optional<TenantSnapshot>> tenants, PolicyRows rows, PolicyRules rules,
            AnswerSigner signer, BiFunction<ProposedChange, ProposalCall, ProposalAnswer> approving) {
        this.changes = new PolicyChanges(rows, rules, approving);
        this.tenants = tenants;
        this.rows = rows;
        this.rules = rules;
        this.signer = signer;
    }

    PolicyAnswer get(PolicyCall call) {
        TenantSnapshot tenant = admit(call, Role.ATTESTATION_READER, Role.ATTESTATION_CONTRIBUTOR);
        return signer.open(tenant.tenant()).sign(PolicyClaims.current(document(tenant, call.type())));
    }

    /** The document alone. */
    String current(PolicyCall call) {
        return document(admit(call, Role.ATTESTATION_READER, Role.ATTESTATION_CONTRIBUTOR), call.type());
    }

    /** In force, byte for byte; the unsecured one made for a text that came without. */
    private String document(TenantSnapshot tenant, AttestationType type) {
        if (tenant.policyVersion() == 0)
            return served(type).orElse(PolicyDocument.EMPTY);
        return rows.read(tenant.tenant().id(), type, tenant.policyVersion()).document()
                .orElseGet(() -> PolicyDocument.unsecured(tenant.policy().text()));
    }

    private static Optional<String> served(AttestationType type) {
        return DefaultPolicies.servedFor(type.wireName()).map(Policy::text).map(PolicyDocument::unsecured);
    }

    /** Judged as if it were to be stored; nothing is. */
    PolicyAnswer prepare(PolicyCall call, Bytes body) {
        Tenant tenant = admit(call, Role.ATTESTATION_CONTRIBUTOR).tenant();
        PolicyRules.checkSize(tenant, body);
        PolicyUpload upload = PolicyUpload.read(FIELD, body);
        rules.check(tenant, call.type(), upload.signer());
        return signer.open(tenant).sign(PolicyClaims.prepared(upload.document(), upload.hash()));
    }

    PolicyAnswer put(PolicyCall call, Bytes body) {
        Tenant tenant = admit(call, Role.ATTESTATION_CONTRIBUTOR).tenant();
        return store(tenant, call, body, upload -> PolicyClaims.updated(upload.hash(), upload.signer()));
    }

    /** Takes a document, or what {@link #prepare} answered. */
    PolicyAnswer putPreview(PolicyCall call, Bytes body) {
        Tenant tenant = admit(call, Role.ATTESTATION_CONTRIBUTOR).tenant();
        Bytes document = signer.prepared(tenant).read(FIELD, StrictJson.decode(FIELD, body)).map(Bytes::utf8)
                .orElse(body);
        return store(tenant, call, document, upload -> PolicyClaims.preview(upload.hash()));
    }

    private PolicyAnswer store(Tenant tenant, PolicyCall call, Bytes body, Function<PolicyUpload, JsonObject> claims) {
        PolicyRules.checkSize(tenant, body);
        PolicyChanges.Act act = changes.begin(tenant, call);
        PolicyUpload upload = PolicyUpload.read(FIELD, body);
        PolicyChanges.Step step = changes.update(act, upload);
        // Before the change, so that a key that cannot be had leaves the policy as it was.
        AnswerSigner.Open open = signer.open(tenant);
        step.make();
        return open.sign(claims.apply(upload));
    }

    /** @param preview whether the answer is worded as in 2018-09-01-preview */
    PolicyAnswer reset(PolicyCall call, String document, boolean preview) {
        Tenant tenant = admit(call, Role.ATTESTATION_CONTRIBUTOR).tenant();
        PolicyChanges.Step step = changes.reset(changes.begin(tenant, call), document);
        AnswerSigner.Open open = signer.open(tenant);
        step.make();
        return open.sign(preview
                ? PolicyClaims.preview(Bytes.utf8(document.strip()).sha256())
                : PolicyClaims.removed());
    }

    /** @param preview whether the answer is worded as in 2018-09-01-preview */
    PolicyAnswer certificates(PolicyCall call, boolean preview) {
        Tenant tenant = admit(call, Role.ATTESTATION_READER, Role.ATTESTATION_CONTRIBUTOR).tenant();
        var listed = rules.listed(tenant);
        return signer.open(tenant).sign(preview
                ? PolicyClaims.previewCertificates(listed)
                : PolicyClaims.certificates(listed));
    }

    /** The caller first, so that nothing is said of a tenant to whom it is none of their business (TE-04). */
    private TenantSnapshot admit(PolicyCall call, Role... anyOf) {
        if (!call.caller().may(call.tenant(), anyOf))
            throw new PolicyRefusal(new PolicyAnswer.Unauthorized());
        return tenants.apply(call).orElseThrow(() -> new PolicyRefusal(new PolicyAnswer.NoSuchTenant()));
    }

    /** The same changes, asked for on the management plane. */
    PolicyChanges changes() {
        return changes;
    }
}
