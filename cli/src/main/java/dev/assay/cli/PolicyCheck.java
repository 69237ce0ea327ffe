package dev.assay.cli;

import dev.assay.evidence.AttestationType;
import dev.assay.lint.Lint;
import dev.assay.lint.Vocabularies;
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
            of.addAll(warnings(file));
            of.sort(Comparator.comparing(Finding::file).thenComparingInt(Finding::line)
                    .thenComparingInt(Finding::column));
            all.addAll(of);
        }
        return new PolicyCheck(files.size(), all);
    }

    /** Of a policy that would be stored, by what its kind of evidence can say. */
    private static List<Finding> warnings(PolicyFile file) {
        return file.type().filter(type -> file.upload().isPresent()).map(AttestationType::wireName)
                .flatMap(Vocabularies::named).map(vocabulary -> Lint.check(vocabulary, file.text()).warnings())
                .orElse(List.of()).stream().map(warning -> Finding.warning(file.file(), warning)).toList();
    }

    long errors() {
        return count(Finding.Grade.ERROR);
    }

    long warnings() {
        return count(Finding.Grade.WARNING);
    }

    private long count(Finding.Grade grade) {
        return findings.stream().filter(finding -> finding.grade() == grade).count();
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
