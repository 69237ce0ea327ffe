package dev.assay.service;

import dev.assay.evidence.Reason;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** What became of a what-if. */
public sealed interface WhatIfAnswer {
    /** @param report as docs/explain.md has it. @param reason of the verdict in it */
    record Told(JsonObject report, Reason reason) implements WhatIfAnswer {}

    /** A parameter does not hold. @param detail names it and what to do */
    record BadValue(String code, String detail) implements WhatIfAnswer {}

    /** The policy given does not parse. */
    record Unparsed(List<ManagedPolicyAnswer.Problem> problems) implements WhatIfAnswer {
        public Unparsed {
            problems = List.copyOf(problems);
        }
    }

    /** The caller has no role of the tenant that takes. */
    record Forbidden() implements WhatIfAnswer {}

    /** No such tenant in force, or none that is the caller's business. */
    record NoSuchTenant() implements WhatIfAnswer {}

    /** The service's own trouble; nothing was appraised. */
    record Unavailable(Reason reason, String detail, Duration retryAfter) implements WhatIfAnswer {}
}
