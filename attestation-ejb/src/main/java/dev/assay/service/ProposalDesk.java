package dev.assay.service;

import dev.assay.approval.Difference;
import dev.assay.approval.Proposal;
import dev.assay.approval.ProposedChange;
import dev.assay.approval.ProposedChange.AnchorSetAssignment;
import dev.assay.approval.ProposedChange.ChainInstallation;
import dev.assay.approval.ProposedChange.KeyReplacement;
import dev.assay.approval.ProposedChange.PolicyActivation;
import dev.assay.approval.ProposedChange.PolicyReset;
import dev.assay.approval.ProposedChange.PolicyUpload;
import dev.assay.approval.ProposedChange.SettingsChange;
import dev.assay.evidence.AttestationType;
import dev.assay.persistence.ProposalRows;
import dev.assay.persistence.PolicyRows;
import dev.assay.tenant.TenantRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows proposals with what they would do, before and after. */
record ProposalDesk(ProposalRows rows, PolicyRows policies, Applying applying) {
    ProposalView.Detail detail(TenantRecord tenant, Proposal proposal, Instant at) {
        ProposedChange change = proposal.change();
        boolean current = applying.base(tenant, change).filter(proposal.base()::equals).isPresent();
        return new ProposalView.Detail(new ProposalView(tenant.name(), proposal.at(at)), current,
                differences(tenant, proposal), rows.events(proposal.key()));
    }

    private List<Difference> differences(TenantRecord tenant, Proposal proposal) {
        return switch (proposal.change()) {
            case PolicyUpload(var type, var document, var note) -> noted(policy(tenant, type, proposal.base(),
                    Applying.policy(document).text()), type, note);
            case PolicyReset(var type, var document) -> policy(tenant, type, proposal.base(),
                    Applying.shipped(type).text());
            case PolicyActivation activation -> again(tenant, activation, proposal.base());
            case KeyReplacement(var revoke) -> one("signingKey", Optional.of(proposal.base()), revoke
                    ? "another key; tokens of this one verify no more"
                    : "another key; this one stays published until its last token has ended");
            case ChainInstallation(var kid, var pem) -> one("signingKey." + kid + ".chain", Optional.empty(), pem);
            case SettingsChange change -> change.differences();
            case AnchorSetAssignment(var before, var after) -> one("anchorSet", Optional.of(before), after);
        };
    }

    /** The policy it was made from, not the one in force by now. */
    private List<Difference> policy(TenantRecord tenant, AttestationType type, String base, String after) {
        int version = Applying.baseVersion(base);
        String before = version == 0
                ? Applying.shipped(type).text()
                : policies.read(tenant.id(), type, version).policy().text();
        return one("policy." + type.wireName(), Optional.of(before), after);
    }

    /** Both numbers, and both texts. */
    private List<Difference> again(TenantRecord tenant, PolicyActivation wanted, String base) {
        AttestationType type = wanted.type();
        String after = wanted.version() == 0
                ? Applying.shipped(type).text()
                : Applying.kept(policies, tenant, wanted).text();
        Difference versions = new Difference("policy." + type.wireName() + ".version",
                Optional.of(Integer.toString(Applying.baseVersion(base))),
                Optional.of(Integer.toString(wanted.version())));
        List<Difference> all = new ArrayList<>(List.of(versions));
        all.addAll(policy(tenant, type, base, after));
        return noted(all, type, wanted.note());
    }

    private static List<Difference> noted(List<Difference> changes, AttestationType type, Optional<String> note) {
        List<Difference> all = new ArrayList<>(changes);
        note.ifPresent(why -> all.addAll(one("policy." + type.wireName() + ".note", Optional.empty(), why)));
        return List.copyOf(all);
    }

    private static List<Difference> one(String field, Optional<String> before, String after) {
        return List.of(new Difference(field, before.filter(text -> !text.isEmpty()), Optional.of(after)));
    }
}
