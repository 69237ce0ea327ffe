package dev.assay.service;

import java.util.List;
import java.util.Optional;

/** What became of a call to check a policy. */
public sealed interface PolicyCheckAnswer {
    /** @param problems what makes it no policy; there are no findings then */
    record Checked(List<ManagedPolicyAnswer.Problem> problems, List<Finding> findings) implements PolicyCheckAnswer {}

    /**
     * A warning of the linter.
     *
     * @param code stable. @param grade {@code warning} or {@code note}
     * @param suggestion what to write
     */
    record Finding(String code, String grade, Place place, String message, Optional<String> suggestion) {}

    /** @param line and {@code column} from 1. @param path as in {@code authorizationrules > rule 1 > condition 2} */
    record Place(int line, int column, String path) {}

    /** The body is no text and no policy document. @param detail which and why */
    record Malformed(String detail) implements PolicyCheckAnswer {}

    record Forbidden() implements PolicyCheckAnswer {}

    /** None the caller knows of. */
    record NoTenant() implements PolicyCheckAnswer {}

    /** The database cannot be asked now. */
    record Unavailable() implements PolicyCheckAnswer {}
}
