package dev.assay.service;

/** What became of a message to {@code /attest/Tpm}. */
public sealed interface TpmAnswer {
    /** @param json what goes into the answer's {@code data}, in the style asked */
    record Message(String json) implements TpmAnswer {}

    /** Everything but an answer. @param outcome never {@link Outcome.Issued} */
    record Ended(Outcome outcome) implements TpmAnswer {}
}
