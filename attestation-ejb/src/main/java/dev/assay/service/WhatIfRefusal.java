package dev.assay.service;

/** Ends a what-if with an answer. */
final class WhatIfRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient WhatIfAnswer answer;

    WhatIfRefusal(WhatIfAnswer answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    static WhatIfRefusal badValue(String code, String detail) {
        return new WhatIfRefusal(new WhatIfAnswer.BadValue(code, detail));
    }

    WhatIfAnswer answer() {
        return answer;
    }
}
