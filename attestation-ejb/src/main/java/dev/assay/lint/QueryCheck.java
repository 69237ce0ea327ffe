package dev.assay.lint;

/** Queries that read what no PCR covers, or compare what is never equal. */
final class QueryCheck implements Check {
    @Override
    public void look(Reading reading, Findings findings) {
        for (RuleView view : reading.rules()) {
            view.outcome().queries().forEach(use -> look(use, findings));
        }
    }

    private static void look(QueryUse use, Findings findings) {
        EventQuery query = use.query();
        if (use.events()) {
            query.notMeasured().ifPresent(name -> findings.warn("unmeasured-event", use.spot(),
                    "%s is in the log only: no PCR covers it, so whoever owns the machine can write what they like there."
                            .formatted(name),
                    "Go by events that are measured."));
            query.dataWithoutDigest().ifPresent(name -> findings.warn("unmeasured-event-data", use.spot(),
                    "The digest of %s is one of the image, not of the event's data: a path or a size in it can be "
                            .formatted(name) + "anything.",
                    "Compare the event's Digests with the images you know."));
        }
        query.textForNumber().ifPresent(member -> findings.warn("query-compares-types", use.spot(),
                "The query compares %s, a number, with a text in quotes, which is never equal to it.".formatted(member),
                "Write the number in backquotes, as %s == `7`.".formatted(member)));
        query.bareNumber().ifPresent(member -> findings.warn("query-bare-number", use.spot(),
                "The query compares %s with bare digits, which JMESPath does not read: the attestation fails."
                        .formatted(member),
                "Write the number in backquotes, as %s == `7`.".formatted(member)));
    }
}
