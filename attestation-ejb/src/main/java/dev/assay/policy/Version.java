package dev.assay.policy;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The grammar versions this release evaluates (maa-policy §1), oldest first. */
public enum Version {
    V1_0("1.0"),
    V1_1("1.1"),
    V1_2("1.2");

    private final String number;

    Version(String number) {
        this.number = number;
    }

    public String number() {
        return number;
    }

    /** Whether this version has what came with another. */
    public boolean has(Version other) {
        return compareTo(other) >= 0;
    }

    static Optional<Version> numbered(String number) {
        return Arrays.stream(values()).filter(version -> version.number.equals(number)).findFirst();
    }

    static Version newest() {
        return values()[values().length - 1];
    }

    /** As a sentence names them: {@code 1.0, 1.1 and 1.2}. */
    static String all() {
        return Arrays.stream(values()).map(version -> version == newest() ? " and " + version.number : version.number)
                .collect(Collectors.joining(", ")).replace(",  and", " and");
    }
}
