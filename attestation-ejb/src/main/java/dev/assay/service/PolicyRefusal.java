package dev.assay.service;

/** Ends a call about policies with an answer. */
final class PolicyRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient PolicyAnswer answer;
    private final Cause cause;

    /** Why a change is refused, as the management plane tells it; the data plane has one code for all of them. */
    enum Cause {
        /** None that is told apart. */
        OTHER("policy-not-possible", false),
        CONFIGURED("policy-set-by-configuration", true),
        NOT_SIGNED("policy-not-signed", false),
        NOT_TRUSTED("policy-signer-not-trusted", false),
        COUNTS_ONCE("document-counts-once", true);

        private final String code;
        private final boolean ofState;

        Cause(String code, boolean ofState) {
            this.code = code;
            this.ofState = ofState;
        }

        String code() {
            return code;
        }

        /** Whether it is what is stored that is in the way, and not what was sent. */
        boolean ofState() {
            return ofState;
        }
    }

    PolicyRefusal(PolicyAnswer answer) {
        this(answer, Cause.OTHER);
    }

    private PolicyRefusal(PolicyAnswer answer, Cause cause) {
        super(null, null, false, false);
        this.answer = answer;
        this.cause = cause;
    }

    static PolicyRefusal operation(String detail) {
        return operation(Cause.OTHER, detail);
    }

    static PolicyRefusal operation(Cause cause, String detail) {
        return new PolicyRefusal(new PolicyAnswer.BadRequest("InvalidOperation", detail), cause);
    }

    Cause because() {
        return cause;
    }

    /** What is wrong and what to do. */
    String detail() {
        return answer instanceof PolicyAnswer.BadRequest(String code, String detail)
                ? detail
                : "The policy may not be changed so.";
    }

    PolicyAnswer answer() {
        return answer;
    }
}
