package dev.assay.cli.explain;

import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.AppraisalRequest;
import dev.assay.appraisal.Terms;
import dev.assay.evidence.Check;
import dev.assay.evidence.TcbStanding;
import dev.assay.policy.trace.Trace;
import java.util.List;
import java.util.Optional;

/**
 * One appraisal, told to a person.
 *
 * @param trace where there were claims to show to the policy
 */
public record Explanation(AppraisalRequest request, Terms terms, Appraisal appraisal, Optional<Trace> trace,
        Marks marks) {
    private static final int LABELS = 12;
    private static final int TITLES = 56;

    /** @param notes what a reader must know about how it was asked for */
    public List<String> lines(List<String> notes) {
        Page page = new Page(marks.plain());
        head(page, notes);
        page.blank();
        checks(page);
        trace.ifPresent(told -> {
            page.blank();
            policy(page, told);
        });
        return page.lines();
    }

    private void head(Page page, List<String> notes) {
        label(page, "Verdict", appraisal.verdict().word() + ", " + appraisal.reason().code());
        label(page, "", appraisal.detail());
        label(page, "Evidence", "%s, judged at %s".formatted(request.type().wireName(), terms.at()));
        appraisal.standing().ifPresent(standing -> label(page, "TCB", tcb(standing)));
        label(page, "Baseline", terms.baseline().name());
        label(page, "Policy", "version %s, hash %s".formatted(terms.policy().version().number(),
                terms.policy().hash().toBase64Url()));
        notes.forEach(note -> label(page, "Note", note));
    }

    private static void label(Page page, String label, String text) {
        page.hanging(0, Page.padded(label, LABELS), text);
    }

    private static String tcb(TcbStanding standing) {
        String advisories = standing.advisories().isEmpty()
                ? ""
                : ", " + String.join(" ", standing.advisories());
        return "%s of %s, evaluation number %d%s".formatted(standing.result().wireName(),
                standing.tcbDate().toString().substring(0, 10), standing.evaluationNumber(), advisories);
    }

    private void checks(Page page) {
        page.line(0, "Checks");
        int ids = appraisal.checks().stream().mapToInt(check -> check.id().length()).max().orElse(0);
        appraisal.checks().forEach(check -> check(page, check, ids));
    }

    /** On one line where that has room; else the detail is below. */
    private void check(Page page, Check check, int ids) {
        String head = "%s %s  %s".formatted(mark(check.outcome()), Page.padded(check.id(), ids), check.title());
        String whole = Page.padded(head, TITLES) + "  " + check.detail();
        if (whole.length() <= Page.WIDTH - 2) {
            page.line(2, whole);
        } else {
            page.line(2, head);
            page.line(2 + ids + 4, check.detail());
        }
    }

    private String mark(Check.Outcome outcome) {
        return switch (outcome) {
            case PASS -> marks.yes();
            case FAIL -> marks.no();
            case SKIPPED -> marks.none();
        };
    }

    private void policy(Page page, Trace told) {
        boolean asked = appraisal.hearing().flatMap(hearing -> hearing.decision()).isPresent();
        page.hanging(0, "Policy", asked
                ? ""
                : ": not asked, since a check before it failed; this is what it would have done");
        new Rules(page, marks).tell(told);
    }
}
