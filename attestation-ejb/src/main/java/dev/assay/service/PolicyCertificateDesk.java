package dev.assay.service;

import dev.assay.approval.ProposedChange.PolicyCertificateChange;
import dev.assay.bytes.Bytes;
import dev.assay.identity.Role;
import dev.assay.persistence.PolicyCertificateRows;
import dev.assay.pki.PolicyCertificate;
import dev.assay.tenant.CertificateChange;
import dev.assay.pki.CertificateOperation;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TrustModel;
import dev.assay.token.PolicyCertificateRequest;
import dev.assay.token.PolicyClaims;
import dev.assay.token.PolicySigner;
import jakarta.json.JsonObject;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Adds and removes the certificates an isolated tenant's policies are signed with, on the word of one of them (maa-api §4,
 * PO-09). What is refused is a {@link PolicyRefusal}.
 *
 * @param policies whose callers, waiting and signed answers are the same
 */
record PolicyCertificateDesk(PolicyDesk policies, PolicyCertificateRows rows) {
    static final String FIELD = "policyCertificate request";

    /** @param document a compact JWS. @param preview whether the answer is worded as in 2018-09-01-preview */
    PolicyAnswer change(PolicyCall call, CertificateOperation operation, String document, boolean preview) {
        Tenant tenant = policies.admit(call, Role.ATTESTATION_CONTRIBUTOR);
        List<Bytes> now = rows.read(tenant.id());
        CertificateChange wanted = judge(tenant, operation, document, now, policies.rules().clock().get());
        if (now.contains(wanted.der()) != wanted.listed())
            policies.changes().propose(tenant, call, new PolicyCertificateChange(operation, document.strip()));
        // Before the change, so that a key that cannot be had leaves the list as it was.
        AnswerSigner.Open open = policies.open(tenant);
        settle(rows.change(tenant.id(), wanted, policies.changes().change(call, Optional.empty())));
        return open.sign(preview ? listed(tenant) : PolicyClaims.certificate(wanted.der(), wanted.listed()));
    }

    /** The published examples of that version answer with the list as it is afterwards. */
    private JsonObject listed(Tenant tenant) {
        return PolicyClaims.previewCertificates(policies.rules().listed(tenant));
    }

    /**
     * Whether a document may change the tenant's list, as far as that can be said before its turn.
     *
     * @param now what the tenant lists
     * @throws PolicyRefusal where it may not
     * @throws dev.assay.bytes.MalformedException where it is no request, or the certificate may sign no policy
     */
    static CertificateChange judge(Tenant tenant, CertificateOperation operation, String document, List<Bytes> now,
            Instant at) {
        if (tenant.settings().trustModel() != TrustModel.ISOLATED)
            throw PolicyRefusal.operation("This tenant's trust model is AAD, so that it has no policy certificates to"
                    + " add or to remove: the caller's role decides who sets policies.");
        PolicyCertificateRequest request = PolicyCertificateRequest.read(FIELD, document);
        checkSigner(request.signer(), now);
        if (operation == CertificateOperation.ADD && !now.contains(request.der()))
            PolicyCertificate.accept("policyCertificate", request.der(), at);
        return new CertificateChange(operation, request.der(), request.signer().sha256(), request.signed(),
                request.once());
    }

    /** PO-09: one of the list itself; for policies a chain to one is enough (maa-api §3.1), for the list it is not. */
    private static void checkSigner(PolicySigner signer, List<Bytes> now) {
        X509Certificate certificate = signer.certificate();
        if (now.stream().map(PolicySigner::listed).noneMatch(certificate::equals))
            throw unlisted();
    }

    private static PolicyRefusal unlisted() {
        return PolicyRefusal.of(PolicyRefusal.Cause.NOT_TRUSTED,
                FIELD + ": is signed with a certificate that is not one of the tenant's policy"
                        + " certificates. GET /certificates lists them; sign it with one of them.");
    }

    private static void settle(PolicyCertificateRows.Change change) {
        switch (change) {
            case MADE, SAME -> {
                // So either way; the answer is the same.
            }
            case UNLISTED -> throw unlisted();
            case LAST -> throw PolicyRefusal.operation("This is the tenant's last policy certificate, and the last one"
                    + " stays. Add another one first.");
            case FULL -> throw PolicyRefusal.operation("The tenant lists " + PolicyCertificateRows.MOST
                    + " policy certificates, and no more fit. Remove one first.");
            case REPLAY -> throw PolicyRefusal.operation(FIELD + ": bears jti or iat and was sent before, so it is"
                    + " taken for a replay. Sign a new one.");
        }
    }
}
