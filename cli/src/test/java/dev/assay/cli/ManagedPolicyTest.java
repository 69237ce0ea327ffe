package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** diff, push, pull and activate against a service that answers as the management plane does. */
class ManagedPolicyTest {
    @TempDir
    Path folder;

    @TempDir
    Path aside;

    private FakeManagement service;
    private Policies policies;
    private String secret;
    private String ca;

    @BeforeEach
    void open() throws Exception {
        service = new FakeManagement();
        policies = new Policies(folder);
        secret = new Policies(aside).write("robot.secret", "of the robot\n").toString();
        ca = new Policies(aside).pem("ca.pem", service.certificate);
    }

    @AfterEach
    void close() {
        service.close();
    }

    private Run run(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of("policy", command));
        arguments.addAll(List.of(more));
        arguments
                .addAll(List.of("--client", "blue.robot", "--secret-file", secret, "--url", service.url(), "--ca", ca));
        return Run.of(arguments.toArray(String[]::new));
    }

    @Test
    void pushesOnlyWhatDiffersAndSaysWhatWasAndWhatIs() {
        service.store("SgxEnclave", Policies.text(1));
        policies.write("SgxEnclave.policy", Policies.text(1));
        policies.write("OpenEnclave.policy", Policies.text(2));
        Run run = run("push", folder.toString(), "--note", "commit 1a2b, \u00fcber & more");
        assertEquals(0, run.code(), run.err());
        assertEquals(List.of("OpenEnclave: the default -> version 1", "SgxEnclave: version 1, as in the file"),
                run.lines());
        assertEquals(List.of("PUT /OpenEnclave"), service.changes);
        assertEquals(List.of("commit 1a2b, \u00fcber & more"), service.notes);
        assertEquals(Policies.text(2), service.inForce("OpenEnclave"));
        assertEquals(0, run("push", folder.toString()).code());
        assertEquals(1, service.changes.size());
    }

    @Test
    void sendsTheTextAsItStandsAndWrapsOneThatTheServiceWouldNotKnowForOne() {
        policies.write("SgxEnclave.policy", Policies.text(1));
        policies.write("OpenEnclave.policy", "// comment\r\n" + Policies.text(2));
        assertEquals(0, run("push", folder.toString()).code());
        assertTrue(service.bodies.get(0).startsWith("eyJ"), service.bodies.toString());
        assertEquals(Policies.text(1), service.bodies.get(1));
        assertEquals("// comment\r\n" + Policies.text(2), service.inForce("OpenEnclave"));
    }

    @Test
    void sendsNothingWhereOneFileIsWrong() {
        policies.write("SgxEnclave.policy", "version=1.0;");
        policies.write("OpenEnclave.policy", Policies.text(2));
        Run run = run("push", folder.toString());
        assertEquals(1, run.code());
        assertTrue(run.err().contains("SgxEnclave.policy:1:13: error: "), run.err());
        assertTrue(run.err().contains("Nothing was pushed: 2 policies, 1 error, 0 warnings."), run.err());
        assertEquals(List.of(), service.changes);
    }

    @Test
    void sendsNothingWhereOnePolicyInForceIsNotShown() {
        policies.write("SgxEnclave.policy", Policies.text(1));
        policies.write("OpenEnclave.policy", Policies.text(2));
        service.down = "SgxEnclave";
        Run run = run("push", folder.toString());
        assertEquals(3, run.code());
        assertTrue(run.err().contains("Refused: The service cannot read its database now."), run.err());
        assertEquals(List.of(), service.changes);
    }

    @Test
    void losesToAChangeMadeMeanwhile() {
        policies.write("SgxEnclave.policy", Policies.text(1));
        service.meanwhile = () -> service.store("SgxEnclave", Policies.text(9));
        Run run = run("push", folder.toString());
        assertEquals(1, run.code());
        assertTrue(
                run.err().contains("SgxEnclave: refused, the default was in force. The policy was changed meanwhile. "
                        + "See what is in force with 'assay policy diff'"),
                run.err());
        assertEquals(Policies.text(9), service.inForce("SgxEnclave"));
    }

    @Test
    void saysWhichProposalASecondAdministratorHasToApprove() {
        service.fourEyes = true;
        policies.write("SgxEnclave.policy", Policies.text(1));
        Run run = run("push", folder.toString());
        assertEquals(0, run.code(), run.err());
        assertEquals(List.of("SgxEnclave: the default stays in force until proposal 4a7c is approved by a second "
                + "administrator"), run.lines());
    }

    @Test
    void changesNothingInADryRun() {
        policies.write("SgxEnclave.policy", Policies.text(1));
        Run run = run("push", folder.toString(), "--dry-run");
        assertEquals(0, run.code(), run.err());
        assertEquals(List.of("SgxEnclave: the default would be replaced by " + folder + "/SgxEnclave.policy"),
                run.lines());
        assertEquals(List.of(), service.changes);
    }

    @Test
    void pushesASignedPolicyByteForByteAndPullsItAgain() throws Exception {
        KeyPair keys = Policies.keys("RSA", 2048);
        Policies keyring = new Policies(aside);
        String text = policies.write("SgxEnclave.policy", Policies.text(1)).toString();
        assertEquals(0, Run.of("policy", "sign", text, "--key", keyring.pem("key.pem", keys), "--cert",
                keyring.pem("cert.pem", Policies.certificate(keys))).code());
        String document = Files.readString(Path.of(text + ".jws"));
        assertEquals(0, run("push", folder.toString()).code());
        assertEquals(List.of(document.strip()), service.bodies);
        assertEquals(List.of("SgxEnclave: version 1, as in the file"), run("push", folder.toString()).lines());
        Path elsewhere = Files.createDirectory(aside.resolve("pulled"));
        Run pulled = run("pull", elsewhere.toString());
        assertEquals(0, pulled.code(), pulled.err());
        assertEquals(document, Files.readString(elsewhere.resolve("SgxEnclave.policy.jws")));
        assertEquals(Policies.text(1), Files.readString(elsewhere.resolve("SgxEnclave.policy")));
        assertEquals(0, run("diff", elsewhere.toString()).code());
    }

    @Test
    void pullsWhatIsInForceOctetForOctet() throws Exception {
        String odd = "version=1.0;\r\nauthorizationrules { => permit(); }; // \u00fc, no line end";
        service.store("SgxEnclave", odd);
        policies.write("OpenEnclave.policy", Policies.text(2));
        Run run = run("pull", folder.toString());
        assertEquals(0, run.code(), run.err());
        assertEquals(odd, Files.readString(folder.resolve("SgxEnclave.policy")));
        assertEquals(List.of(
                "OpenEnclave: the default is in force; " + folder + "/OpenEnclave.policy is not, and was left as it is",
                "SgxEnclave: version 1 is in " + folder + "/SgxEnclave.policy"), run.lines());
        assertEquals(List.of("OpenEnclave.policy", "SgxEnclave.policy"), names(folder));
    }

    @Test
    void saysSoWhereATypeOfTheServiceWasNotPulled() throws Exception {
        service.store("SgxEnclave", Policies.text(1));
        service.store("Later\u001bEnclave", Policies.text(2));
        Run run = run("pull", folder.toString());
        assertEquals(ExitCode.COULD_NOT_TELL, run.code(), run.err());
        assertTrue(run.err().contains("Later\\u{1b}Enclave: not pulled."), run.err());
        assertEquals(List.of("SgxEnclave.policy"), names(folder));
    }

    private static List<String> names(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void showsADifferenceByItsExitCodeAndAsAUnifiedOne() {
        service.store("SgxEnclave", Policies.text(1));
        policies.write("SgxEnclave.policy", Policies.text(1));
        assertEquals(new Run(0, "", ""), run("diff", folder.toString()));
        policies.write("SgxEnclave.policy", Policies.text(2));
        Run run = run("diff", folder.toString());
        assertEquals(1, run.code());
        assertEquals(List.of("--- SgxEnclave (version 1 in force)", "+++ " + folder + "/SgxEnclave.policy",
                "@@ -3,5 +3,5 @@", " " + Policies.text(1).lines().toList().get(2), " };", " issuancerules {",
                "-    => issue(type=\"number\", value=1);", "+    => issue(type=\"number\", value=2);", " };"),
                run.lines());
        assertEquals(List.of(), service.changes);
    }

    @Test
    void findsAPolicyInForceThatNoFileHolds() {
        service.store("OpenEnclave", Policies.text(1));
        service.store("SgxEnclave", Policies.text(1));
        policies.write("SgxEnclave.policy", Policies.text(1));
        Run diff = run("diff", folder.toString());
        assertEquals(1, diff.code());
        assertEquals(List.of("Only in force: OpenEnclave (version 1)"), diff.lines());
        Run push = run("push", folder.toString());
        assertEquals(0, push.code());
        assertTrue(push.err().contains("OpenEnclave (version 1) is in force and has no file here"), push.err());
        assertEquals(List.of(), service.changes);
    }

    @Test
    void activatesAnOlderVersionOrTheDefault() {
        service.store("SgxEnclave", Policies.text(1));
        service.store("SgxEnclave", Policies.text(2));
        Run run = run("activate", "sgxenclave", "1", "--note", "back");
        assertEquals(0, run.code(), run.err());
        assertEquals(List.of("SgxEnclave: version 2 -> version 1"), run.lines());
        assertEquals(Policies.text(1), service.inForce("SgxEnclave"));
        assertEquals(List.of("SgxEnclave: version 1 -> the default"), run("activate", "SgxEnclave", "0").lines());
        Run none = run("activate", "SgxEnclave", "7");
        assertEquals(1, none.code());
        assertTrue(none.err().contains("There is no such version."), none.err());
        assertEquals(List.of("POST /SgxEnclave/versions/1:activate", "POST /SgxEnclave/versions/0:activate",
                "POST /SgxEnclave/versions/7:activate"), service.changes);
    }

    @Test
    void takesATokenInPlaceOfAClient() {
        service.store("SgxEnclave", Policies.text(1));
        policies.write("SgxEnclave.policy", Policies.text(1));
        String[] line = {"policy", "diff", folder.toString(), "--tenant", "blue", "--token-file", "-", "--url",
                service.url(), "--ca", ca};
        assertEquals(0, Run.withInput("given\n", line).code());
        Run refused = Run.withInput("another\n", line);
        assertEquals(1, refused.code());
        assertEquals("Refused: The caller has not the role policy-administrator.\n", refused.err());
        assertFalse(refused.err().contains("another"));
        assertEquals(64, Run.withInput("\n", line).code());
    }

    @Test
    void asksForTheTenantItIsTold() {
        policies.write("SgxEnclave.policy", Policies.text(1));
        Run run = run("diff", folder.toString(), "--tenant", "red");
        assertEquals(1, run.code());
        assertEquals("Refused: There is no such tenant.\n", run.err());
    }

    @Test
    void saysWhatIsMissing() {
        policies.write("SgxEnclave.policy", Policies.text(1));
        Run nobody = Run.of("policy", "push", folder.toString());
        assertEquals(64, nobody.code());
        assertTrue(nobody.err().contains("--client is missing"), nobody.err());
        assertEquals(64, run("push", folder + "/none").code());
        assertEquals(64, run("activate", "Tpm9", "1").code());
        assertEquals(64, run("activate", "SgxEnclave", "first").code());
        assertEquals(64, run("diff", folder.toString(), "--tenant", "../x").code());
        assertEquals(64, run("diff", folder.toString(), "--token-file", "-").code());
        assertEquals(List.of(), service.changes);
    }
}
