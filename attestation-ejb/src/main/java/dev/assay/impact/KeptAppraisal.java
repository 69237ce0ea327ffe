package dev.assay.impact;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.audit.AuditRecord;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralSet;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a recorded appraisal was made of, and what came of it.
 *
 * @param basis policy, baseline and anchors then, with every collateral document that was at hand
 * @param reason tells the verdict too
 * @param statements those of the basis's documents that are the tenant's own, on the way to where they are kept with it;
 *        one that was kept has none here, they are found by digest like the vendors'
 */
public record KeptAppraisal(Place place, AppraisalRequest request, AuditRecord.Basis basis, Reason reason, Link link,
        List<CollateralDocument> statements) {
    public KeptAppraisal {
        statements = List.copyOf(statements);
    }

    public KeptAppraisal(Place place, AppraisalRequest request, AuditRecord.Basis basis, Reason reason, Link link) {
        this(place, request, basis, reason, link, List.of());
    }

    /** Whose it is, and its one instant. @param id random */
    public record Place(UUID tenant, UUID id, Instant at) {}

    /** What leads to its audit record. @param jti the token's, where one was issued */
    public record Link(Optional<String> jti, String traceId) {}

    /**
     * Empty where no policy could change the verdict, so that evidence anybody makes up takes no room: drafts, and what
     * did not come as far as baseline and policy.
     *
     * @param offered all that was at hand, used or not
     */
    public static Optional<KeptAppraisal> of(AuditRecord record, AppraisalRequest request, CollateralSet offered) {
        if (record.call().operation() != AuditRecord.Operation.ATTEST || !aPolicyDecides(record.ruling().reason()))
            return Optional.empty();
        AuditRecord.Basis basis = record.basis();
        List<AuditRecord.Document> documents = offered.documents().values().stream().map(AuditRecord.Document::of)
                .sorted(Comparator.comparing(AuditRecord.Document::kind)).toList();
        return Optional.of(new KeptAppraisal(
                new Place(record.call().tenantId(), UUID.randomUUID(), record.run().at()), request,
                new AuditRecord.Basis(basis.policyVersion(), basis.policyHash(), basis.baseline(), basis.anchorSet(),
                        documents),
                record.ruling().reason(), new Link(record.token().map(AuditRecord.Token::jti),
                        record.run().traceId()),
                offered.documents().values().stream().filter(it -> it.key().kind().tenantOwned()).toList()));
    }

    private static boolean aPolicyDecides(Reason reason) {
        return reason.verdict() == Verdict.PERMIT || reason.verdict() == Verdict.DENY;
    }
}
