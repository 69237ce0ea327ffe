package dev.assay.policy;

import java.util.List;

/** Text that is not a policy, with every problem found. */
public final class PolicyParsingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public PolicyParsingException(List<Problem> problems) {
        super(problems.getFirst().toString(), null, false, false);
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
