package dev.assay.service;

/** Ends a call about policies with an answer. */
final class PolicyRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient PolicyAnswer answer;
    private final Cause cause;

    /** Why a change is refused, as the management plane tells it; the data plane has one code for all of them. */
    enum Cause {
        /** None that is told apart. */
        OTHER("policy-not-possible"),
        CONFIGURED("policy-set-by-configuration"),
        NOT_SIGNED("policy-not-signed"),
        NOT_TRUSTED("policy-signer-not-trusted"),
        COUNTS_ONCE("document-counts-once"),
        TOO_LARGE("body-too-large"),
        TOO_MANY_WAIT("too-many-proposals");

        private final String code;

        Cause(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    PolicyRefusal(PolicyAnswer answer) {
        this(answer, Cause.OTHER);
    }

    PolicyRefusal(PolicyAnswer answer, Cause cause) {
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
