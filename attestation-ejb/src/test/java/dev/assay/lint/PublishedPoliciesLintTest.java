package dev.assay.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Every policy published for the hosted service: what is said of it, each looked at and found true. */
class PublishedPoliciesLintTest {
    private static final String SGX = "SgxEnclave";
    private static final String TPM = "Tpm";

    /** By file; those with errors are no policies as printed and have none. */
    private static Map<String, List<String>> warnings() {
        Map<String, List<String>> warnings = new LinkedHashMap<>();
        warnings.put(SGX + " 02-default-policy-for-an-sgx-enclave", List.of());
        // Placeholders stand where a signer's digest belongs.
        warnings.put(SGX + " 19-during-key-rotation",
                List.of("never-permits 4:7", "hex-length 5:36", "hex-length 7:36"));
        warnings.put(SGX + " 20-after-key-rotation", List.of("never-permits 4:7", "hex-length 5:36"));
        // They deny on purpose.
        warnings.put(SGX + " 22-drafting-the-policy-file", List.of("no-permit 1:1", "always-denies 4:7"));
        warnings.put(SGX + " sample-deny.all", List.of("no-permit 1:1", "always-denies 5:3"));
        warnings.put(SGX + " sdk-minimal", List.of());
        // No security version number is negative.
        warnings.put(SGX + " sdk-draft-accepted", List.of("test-without-effect 6:29"));
        warnings.put(SGX + " sdk-draft-denied", List.of("test-without-effect 6:29"));
        warnings.put(TPM + " 08-attestation-policy-to-validate-vbs-enclave-for-its",
                List.of("test-without-effect 7:26"));
        warnings.put(TPM + " 04-sample-policy-for-tpm-using-policy-version-1-0", List.of());
        // The SecureBoot variable is looked for in every PCR.
        warnings.put(TPM + " 05-sample-policy-for-tpm-using-policy-version-1-2",
                List.of("unmeasured-event-field 15:55"));
        warnings.put(TPM + " 07-attestation-policy-to-validate-system-guard-is-ena", List.of());
        // That, a claim no rule adds, PCR '20' as a text, and one without backquotes.
        warnings.put(TPM + " 10-attestation-policy-to-produce-some-critical-securi",
                List.of("unmeasured-event-field 10:55", "unknown-claim 13:4", "query-compares-types 19:53",
                        "query-bare-number 36:54"));
        // IMA events are taken from every PCR; those of the other rules are asked for theirs later. JmesPath gives a text
        // where it finds nothing, too, so that no rule for what was not found ever runs.
        warnings.put(TPM + " 11-attestation-policy-to-validate-boot-related-firmwa",
                List.of("unmeasured-event-field 21:56", "negation-never-holds 26:4", "negation-never-holds 35:4",
                        "negation-never-holds 40:4", "negation-never-holds 45:4", "negation-never-holds 50:4",
                        "negation-never-holds 55:4", "negation-never-holds 60:4"));
        warnings.put(TPM + " 13-attestation-policy-for-key-attestation-validating",
                List.of("issue-in-authorization 8:78", "issue-in-authorization 13:85"));
        warnings.put(TPM + " 16-sample-policies-for-various-attestation-types", List.of());
        warnings.put(TPM + " 23-drafting-the-policy-file", List.of());
        warnings.put(TPM + " sample-add.custom.claim", List.of());
        warnings.put(TPM + " sample-permit.secure.boot", List.of());
        return warnings;
    }

    @Test
    void nothingIsSaidOfPublishedPoliciesThatIsNotSo() throws IOException {
        Map<String, List<String>> expected = warnings();
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (String name : expected.keySet()) {
            String[] parts = name.split(" ");
            found.put(name, Linted.codes(parts[0], Files.readString(file(parts[1]))));
        }
        assertEquals(expected, found);
    }

    private static Path file(String name) {
        Path root = Optional.ofNullable(System.getenv("ASSAY_CORPUS")).map(Path::of)
                .orElseGet(() -> Path.of("").toAbsolutePath().getParent().resolveSibling("shared").resolve("corpus"));
        Path file = root.resolve("maa").resolve("maa-policies").resolve(name + ".policy.txt");
        Assumptions.assumeTrue(Files.exists(file), "no corpus at " + root + ": set ASSAY_CORPUS to run this");
        return file;
    }
}
