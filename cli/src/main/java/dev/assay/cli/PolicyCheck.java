package dev.assay.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything that is to be said about policies' files before any of them is used. */
record PolicyCheck(int files, List<Finding> findings) {
    PolicyCheck {
        findings = List.copyOf(findings);
    }

    static PolicyCheck of(List<PolicyFile> files) {
        List<Finding> all = new ArrayList<>();
        for (PolicyFile file : files) {
            List<Finding> of = new ArrayList<>(file.findings());
            of.sort(Comparator.comparing(Finding::file).thenComparingInt(Finding::line)
                    .thenComparingInt(Finding::column));
            all.addAll(of);
        }
        return new PolicyCheck(files.size(), all);
    }

    long errors() {
        return findings.stream().filter(Finding::error).count();
    }

    long warnings() {
        return findings.size() - errors();
    }

    /** @param strict whether a warning is reason enough */
    boolean refuses(boolean strict) {
        return errors() > 0 || strict && warnings() > 0;
    }

    String summary() {
        return count(files, "policy", "policies") + ", " + count(errors(), "error", "errors") + ", "
                + count(warnings(), "warning", "warnings") + ".";
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
