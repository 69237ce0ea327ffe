package dev.assay.approval;

import dev.assay.identity.Caller;

/**
 * Who acts, as far as the service can tell one from another: two subjects, or one subject of two issuers, count as two
 * persons.
 *
 * @param issuer of the bearer token. @param subject unique within it
 */
public record Person(String issuer, String subject) {
    /** The service itself, by the clock. @param node its name */
    public static Person node(String node) {
        return new Person("assay", node);
    }

    public static Person of(Caller caller) {
        return new Person(caller.issuer(), caller.subject());
    }
}
