package dev.assay.tpm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.appraisal.Appraisal;
import dev.assay.bytes.Bytes;
import dev.assay.claims.Claim;
import dev.assay.claims.Issuer;
import dev.assay.evidence.Verdict;
import dev.assay.tpm2.TpmHash;
import java.util.List;
import java.util.Optional;

/** The service's claims of TPM requests that are permitted, for tests of other packages. */
public final class AppraisedRequests {
    private AppraisedRequests() {}

    /** One register, no key. */
    public static List<Claim> bare() {
        RequestDraft draft = new RequestDraft();
        draft.binding = RequestDraft.Binding.NONE;
        draft.current.selection.put(TpmHash.SHA256, List.of(0));
        draft.payload = text -> text.substring(0, text.indexOf(",\"request_key\"")) + "}}";
        return claims(draft.bare());
    }

    /** Every register, two states, a key that is bound and another. */
    public static List<Claim> full() {
        RequestDraft draft = new RequestDraft();
        StateDraft before = new StateDraft();
        before.restart = 1;
        before.clock = 1;
        draft.boot = Optional.of(before);
        draft.otherKeys.add("{\"jwk\":" + SoftKeys.jwk(SoftKeys.OTHER) + "}");
        return claims(draft.jws());
    }

    private static List<Claim> claims(Bytes request) {
        Appraisal appraisal = Tenant.usual().with(Tenant.policy(
                "=>issueproperty(type=\"required_pcr_mask\",value=1);", "=>permit();", "")).appraise(request);
        assertEquals(Verdict.PERMIT, appraisal.verdict(), appraisal.detail());
        return appraisal.claims().claims().stream().filter(claim -> claim.issuer() == Issuer.ATTESTATION_SERVICE)
                .toList();
    }
}
