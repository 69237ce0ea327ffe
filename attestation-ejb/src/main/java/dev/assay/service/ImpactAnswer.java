package dev.assay.service;

import java.util.List;

/** What became of a call about replays. */
public sealed interface ImpactAnswer {
    /** It runs. */
    record Started(ImpactView impact) implements ImpactAnswer {}

    /** As it is now. */
    record Shown(ImpactView impact) implements ImpactAnswer {}

    /** @param code stable. @param detail one sentence for the caller */
    record Refused(Kind kind, String code, String detail) implements ImpactAnswer {}

    /** The draft does not parse. */
    record Unparsed(List<ManagedPolicyAnswer.Problem> problems) implements ImpactAnswer {
        public Unparsed {
            problems = List.copyOf(problems);
        }
    }

    /** As many replays run on this node as may at once. */
    record Busy() implements ImpactAnswer {}

    /** The store cannot be asked now. */
    record Unavailable() implements ImpactAnswer {}

    /** What a refusal is about. */
    enum Kind {
        BAD_VALUE,
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT,
        /** The policy in force, to hold the draft against. */
        UNREADABLE
    }
}
