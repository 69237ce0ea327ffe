package dev.assay.lint;

import dev.assay.policy.Policy;
import dev.assay.policy.PolicyParsingException;
import dev.assay.policy.Position;
import java.util.List;

/** Checks a policy's text: its errors, all at once, or else what in it is unlikely to be meant. */
public final class Lint {
    /** Those that say most about a policy first, since the number of warnings is bounded. */
    private static final List<Check> CHECKS = List.of(new PermitCheck(), new NeverMatches(), new UnmeasuredEvents(),
            new QueryCheck(), new PropertyCheck(), new ActionCheck(), new RepeatedRules(), new IdleTests(),
            new UnusedClaims(), new MissingIssuer());

    private Lint() {}

    /** @param text taken as it is, of any length; one beyond the parser's limits is an error of the report */
    public static Report check(ClaimVocabulary vocabulary, String text) {
        try {
            return new Report(List.of(), warnings(vocabulary, Policy.parse(text)));
        } catch (PolicyParsingException refused) {
            return new Report(refused.problems(), List.of());
        }
    }

    private static List<Warning> warnings(ClaimVocabulary vocabulary, Policy policy) {
        Findings findings = new Findings();
        try {
            Reading reading = Following.read(vocabulary, policy, new Effort());
            CHECKS.forEach(check -> check.look(reading, findings));
            return findings.inOrder();
        } catch (Findings.Ended ended) {
            return findings.cutShort(new Spot("policy", new Position(1, 1)));
        }
    }
}
