package dev.assay.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The segments of a policy in the order they stand (maa-policy §1), and the actions each allows (§5). */
public enum Section {
    CONFIGURATION("configurationrules", Version.V1_1, List.of("add", "issueproperty")),
    AUTHORIZATION(
            "authorizationrules", Version.V1_0, List.of("permit", "deny", "add", "issue")),
    ISSUANCE("issuancerules",
            Version.V1_0, List.of("add", "issue", "issueproperty"));

    private final String keyword;
    private final Version since;
    private final List<String> actions;

    Section(String keyword, Version since, List<String> actions) {
        this.keyword = keyword;
        this.since = since;
        this.actions = actions;
    }

    public String keyword() {
        return keyword;
    }

    Version since() {
        return since;
    }

    List<String> actions() {
        return actions;
    }

    static Optional<Section> named(Token word) {
        return Arrays.stream(values()).filter(section -> word.isWord(section.keyword)).findFirst();
    }
}
