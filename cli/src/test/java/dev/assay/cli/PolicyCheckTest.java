package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.token.PolicyDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCheckTest {
    @TempDir
    Path folder;

    private Policies policies;

    @BeforeEach
    void open() {
        policies = new Policies(folder);
    }

    private Run check() {
        return Run.of("policy", "check", folder.toString());
    }

    @Test
    void passesAFolderOfPolicies() {
        policies.write("SgxEnclave.policy", Policies.text(1));
        policies.write("openenclave.policy", "// A comment first.\n" + Policies.text(2));
        policies.write("README.md", "no policy");
        Run run = check();
        assertEquals(0, run.code(), run.out());
        assertEquals("", run.out());
        assertEquals("2 policies, 0 errors, 0 warnings.\n", run.err());
    }

    @Test
    void printsEveryProblemOfEveryFileWhereAnEditorFindsIt() {
        Path sgx = policies.write("SgxEnclave.policy",
                "version=1.0;\nauthorizationrules {\n    => permit()\n};\nissuancerules { => nope(); };\n");
        Path open = policies.write("OpenEnclave.policy",
                "version=1.0;\nauthorizationrules { [typ==\"a\"] => permit(); };");
        Run run = check();
        assertEquals(1, run.code());
        assertEquals(3, run.lines().size(), run.out());
        assertTrue(run.lines().get(0).startsWith(open + ":2:23: error: "), run.out());
        assertTrue(run.lines().get(1).startsWith(sgx + ":4:1: error: "), run.out());
        assertTrue(run.lines().get(2).startsWith(sgx + ":5:20: error: "), run.out());
        assertTrue(run.err().contains("2 policies, 3 errors"), run.err());
    }

    @Test
    void checksFilesOfAnyNameOneByOne() {
        String good = policies.write("draft.txt", Policies.text(1)).toString();
        String bad = policies.write("other", "version=1.0;").toString();
        assertEquals(0, Run.of("policy", "check", good).code());
        Run run = Run.of("policy", "check", good, bad);
        assertEquals(1, run.code());
        assertTrue(run.lines().getFirst().startsWith(bad + ":1:13: error: "), run.out());
    }

    @Test
    void warnsOfWhatIsUnlikelyToBeMeantByTheFilesType() {
        String unlikely = "version=1.0;\nauthorizationrules {\n    [type==\"x-ms-sgx-mrsinger\", value==\"00\"] => permit();\n};\n"
                + "issuancerules { };\n";
        Path sgx = policies.write("SgxEnclave.policy", unlikely);
        Run run = check();
        assertEquals(0, run.code(), run.out());
        assertTrue(run.lines().stream().anyMatch(line -> line.startsWith(sgx + ":3:") && line.contains(": warning: ")
                && line.contains("x-ms-sgx-mrsigner")), run.out());
        assertFalse(run.err().contains(" 0 warnings"), run.err());
        assertEquals(1, Run.of("policy", "check", "--strict", folder.toString()).code());
        String draft = policies.write("draft.txt", unlikely).toString();
        assertEquals("", Run.of("policy", "check", draft).out());
        assertTrue(Run.of("policy", "check", draft, "--type", "sgx").out().contains(draft + ":3:"));
        assertEquals(64, Run.of("policy", "check", draft, "--type", "sgx2").code());
    }

    @Test
    void keepsWhatItQuotesOnItsLineAndVisible() {
        policies.write("SgxEnclave.policy",
                "version=1.0;\nauthorizationrules {\n    [type==\"x\u001b[2K\n::error::y\", "
                        + "value==1] => permit();\n};\nissuancerules { };\n");
        Run run = check();
        assertTrue(run.out().contains("x\\u{1b}[2K\\u{a}::error::y"), run.out());
        assertTrue(run.lines().stream().allMatch(line -> line.startsWith(folder.toString())), run.out());
    }

    @Test
    void neverRefusesForANote() {
        policies.write("SgxEnclave.policy",
                "version=1.0;\nauthorizationrules { [type==\"x-ms-sgx-svn\", value>=1] => permit(); };\n"
                        + "issuancerules { };\n");
        Run run = Run.of("policy", "check", "--strict", folder.toString());
        assertTrue(run.out().contains(": note: "), run.out());
        assertFalse(run.out().contains(": warning: "), run.out());
        assertEquals(0, run.code(), run.out());
    }

    @Test
    void refusesAFolderInWhichATypeHasNoPolicyOrTwo() {
        policies.write("Enclave.policy", Policies.text(1));
        policies.write("SgxEnclave.policy", Policies.text(1));
        policies.write("sgxenclave.policy", Policies.text(2));
        Run run = check();
        assertEquals(1, run.code());
        assertEquals(2, run.lines().size(), run.out());
        assertTrue(
                run.out().contains("Enclave.policy:1:1: error: The name is no attestation type's: SgxEnclave.policy"),
                run.out());
        assertTrue(run.out().contains("SgxEnclave.policy already. Keep one."), run.out());
    }

    @Test
    void refusesTextThatIsNotUtf8() throws IOException {
        Files.write(folder.resolve("SgxEnclave.policy"), new byte[]{(byte) 0xe9});
        assertTrue(check().out().contains("SgxEnclave.policy:1:1: error: policy: is not UTF-8."), check().out());
    }

    @Test
    void holdsASignedDocumentAgainstTheTextBesideIt() {
        policies.write("SgxEnclave.policy", Policies.text(1));
        Path document = policies.write("SgxEnclave.policy.jws", PolicyDocument.unsecured(Policies.text(1)) + "\n");
        assertEquals(0, check().code(), check().out());
        policies.write("SgxEnclave.policy", Policies.text(2));
        assertTrue(check().out().contains(document + ":1:1: error: It was made of another text than "), check().out());
        policies.write("SgxEnclave.policy.jws", Policies.text(2));
        assertTrue(check().out().contains("is a policy's text and no JWS"), check().out());
        policies.write("SgxEnclave.policy.jws", "a.b");
        assertTrue(check().out().contains("is not a compact JWS"), check().out());
        assertEquals(1, check().code());
    }

    @Test
    void takesAFolderWithoutPoliciesForAMistake() {
        Run run = check();
        assertEquals(64, run.code());
        assertTrue(run.err().contains("holds no policy. A policy's file is named for its type, as SgxEnclave.policy"),
                run.err());
        assertEquals(64, Run.of("policy", "check", folder + "/none").code());
        assertEquals(64, Run.of("policy", "check").code());
        assertEquals(64, Run.of("policy").code());
    }
}
