package dev.assay.service;

import dev.assay.evidence.Reason;
import jakarta.json.JsonArray;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What became of a call. */
public sealed interface Outcome {
    /** @param token compact JWS; unsecured where a draft policy was asked */
    record Issued(String token) implements Outcome {}

    /**
     * Denied or rejected.
     *
     * @param detail one sentence for the sender
     * @param rules the policy's rules it rests on, by their places; none where it does not rest on the policy
     * @param explanation those rules' comparisons as JSON, for callers who may know the tenant's policy
     */
    record Refused(Reason reason, String detail, List<RulePlace> rules, Optional<JsonArray> explanation)
            implements
                Outcome {
        public Refused {
            rules = List.copyOf(rules);
        }

        public Refused(Reason reason, String detail) {
            this(reason, detail, List.of(), Optional.empty());
        }

        Refused explained(JsonArray comparisons) {
            return new Refused(reason, detail, rules, Optional.of(comparisons));
        }
    }

    /** Where a rule stands. @param section as the policy writes it. @param rule its number there. @param line from 1 */
    record RulePlace(String section, int rule, int line) {}

    /** The caller's own text is at fault before any evidence was looked at, as a draft policy that does not parse. */
    record BadRequest(String code, String detail) implements Outcome {}

    record Unavailable(Reason reason, String detail, Duration retryAfter) implements Outcome {}

    record NoSuchTenant() implements Outcome {}

    /** The tenant attests this for identified callers with a role only, and this is none; nothing was looked at. */
    record Unauthorized() implements Outcome {}

    /** Whether the caller is one cannot be told now; nothing was looked at. */
    record IssuerUnavailable() implements Outcome {}
}
