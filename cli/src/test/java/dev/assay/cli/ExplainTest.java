package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
    private static final String POLICY = """
            version=1.2;
            authorizationrules
            {
                [type=="x-ms-sgx-is-debuggable", value==true] => deny();
                [type=="x-ms-sgx-product-id", value=="1"] && [type=="x-ms-sgx-svn", value>=9] => permit();
                c:[type=="x-ms-sgx-mrsinger"] => permit();
                a:[type=="x-ms-sgx-mrsigner"] && [type=="x-ms-sgx-mrenclave", value==a.value] => permit();
            };
            issuancerules
            {
                c:[type=="x-ms-sgx-svn"] => issue(type="svn", value=c.value);
            };
            """;

    @TempDir
    Path path;
    private EmulatedFolder folder;

    @BeforeEach
    void write() throws IOException {
        folder = EmulatedFolder.genuine(path);
        Files.writeString(path.resolve("policy.txt"), POLICY);
        Files.writeString(path.resolve("escape.txt"),
                "version=1.0; authorizationrules{ [type==\"\u001b[2J✓\"] => permit(); };");
    }

    private Run explained(Map<String, String> environment, String... more) {
        return Run.inEnvironment(environment, "", Stream.concat(Stream.of(folder.appraise("--root",
                folder.file("trusted_root.pem"), "--explain")), Stream.of(more)).toArray(String[]::new));
    }

    private Run refused() {
        return explained(Map.of("LANG", "en_GB.UTF-8"), "--policy", folder.file("policy.txt"));
    }

    @Test
    void saysWhichComparisonFailedWhatWasExpectedAndWhatThereIs() {
        String out = refused().out();
        assertTrue(out.contains("✗ rule 2 (line 5)"), out);
        assertTrue(out.contains("fails  value==\"1\""), out);
        assertTrue(out.contains("wants  \"1\"  (String)"), out);
        assertTrue(out.contains("has    1  (Integer)"), out);
        assertTrue(out.contains("why: the claim is an Integer, the policy compares a String"), out);
        assertTrue(out.contains("closest: \"x-ms-sgx-mrsigner\""), out);
        assertTrue(out.contains("1 rule not run"), out);
    }

    @Test
    void leavesTheExitCodeOfTheVerdict() {
        assertEquals(1, refused().code());
        assertEquals(0, explained(Map.of()).code());
    }

    @Test
    void putsChecksBeforeRules() {
        String out = refused().out();
        assertTrue(out.indexOf("Verdict") < out.indexOf("Checks") && out.indexOf("Checks") < out.indexOf("A.25")
                && out.indexOf("A.25") < out.indexOf("authorizationrules\n"), out);
    }

    @Test
    void fitsIntoAHundredColumns() {
        refused().lines().forEach(line -> assertTrue(line.length() <= 100, line));
        assertTrue(refused().out().lines().noneMatch(line -> line.endsWith(" ")));
    }

    @Test
    void isPlainWhereTheTerminalIs() {
        String out = explained(Map.of("LC_ALL", "C", "LANG", "en_GB.UTF-8"), "--policy", folder.file("policy.txt"))
                .out();
        assertTrue(out.chars().allMatch(c -> c == '\n' || c >= ' ' && c <= '~'), out);
        assertTrue(out.contains("x rule 2 (line 5)"), out);
    }

    @Test
    void letsNoTextOfAPolicySteerTheTerminal() {
        String out = explained(Map.of("LANG", "C.utf8"), "--policy", folder.file("escape.txt")).out();
        assertFalse(out.contains("\u001b"));
        assertTrue(out.contains("\\u{1b}[2J✓"), out);
    }

    @Test
    void hasNoPlaceBesideBatch() {
        Run run = Run.of("appraise", "--batch", "--explain");
        assertEquals(64, run.code());
        assertTrue(run.err().contains("--explain"), run.err());
    }

    @Test
    void toldOfEvidenceThatDoesNotVerifyHasNoRules() throws IOException {
        Files.write(path.resolve("quote.bin"), new byte[1000]);
        Run run = explained(Map.of());
        assertEquals(2, run.code());
        assertFalse(run.out().contains("authorizationrules"), run.out());
    }
}
