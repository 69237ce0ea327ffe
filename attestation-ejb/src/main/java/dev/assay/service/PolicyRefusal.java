package dev.assay.service;

/** Ends a call about policies with an answer. */
final class PolicyRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient PolicyAnswer answer;

    PolicyRefusal(PolicyAnswer answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    static PolicyRefusal operation(String detail) {
        return new PolicyRefusal(new PolicyAnswer.BadRequest("InvalidOperation", detail));
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
