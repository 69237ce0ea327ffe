package dev.assay.policy.trace;

import java.util.List;
import java.util.Optional;

/**
 * A comparison that a claim fails.
 *
 * @param comparison as a policy writes it: {@code value==true}
 * @param actual what the claim has there
 * @param expected what the policy compares it with, which a function can have several of, or none
 * @param arguments of the function, where it is one
 * @param hint a sentence where the cause can be named
 */
public record Mismatch(String comparison, String operator, Value actual, Several<Value> expected,
        List<Argument> arguments, Optional<String> hint) {
    public Mismatch {
        arguments = List.copyOf(arguments);
    }

    /** What a function was given in one place. @param text as a policy writes it */
    public record Argument(String text, Several<Value> values) {}
}
