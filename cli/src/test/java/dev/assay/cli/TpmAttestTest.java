package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.cli.relying.TestIssuer;
import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bootlog.BootFacts;
import dev.assay.emulator.bootlog.BootLog;
import dev.assay.emulator.bootlog.OperatingSystem;
import dev.assay.emulator.swtpm.EndorsementAuthority;
import dev.assay.emulator.swtpm.SoftwareTpm;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client on a software TPM against the service's side of the messages. */
class TpmAttestTest {
    @TempDir
    Path folder;

    private TestIssuer issuer;
    private FakeTpmService service;
    private SoftwareTpm tpm;
    private String log;

    @BeforeEach
    void open() throws Exception {
        issuer = new TestIssuer();
        service = new FakeTpmService(issuer);
        log = Files.write(folder.resolve("log"), new byte[]{1, 2, 3}).toString();
    }

    @AfterEach
    void close() {
        issuer.close();
        if (tpm != null)
            tpm.close();
    }

    private void needTpm() {
        SoftwareTpm.missing().ifPresent(packages -> {
            System.out.println("SKIPPED: no software TPM here; install " + packages);
            Assumptions.abort("no software TPM here; install " + packages);
        });
        tpm = SoftwareTpm.start(folder.resolve("tpm"));
    }

    private Run attest(String... more) {
        List<String> arguments = new ArrayList<>(List.of("tpm-attest", "--url", issuer.url(), "--log", log));
        if (tpm != null)
            arguments.addAll(List.of("--tcti", tpm.tcti()));
        arguments.addAll(List.of(more));
        return Run.inEnvironment(Map.of("HOME", folder.toString(), "ASSAY_DATA", "no-such-folder"), "",
                arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void enrolsOnceAndGoesOnAfterAReboot(EndorsementAuthority.Kind kind) throws Exception {
        needTpm();
        EndorsementAuthority.create(Instant.now()).manufacture(tpm, kind, Instant.now());
        Run first = attest();
        assertEquals(0, first.code(), first.err());
        assertTrue(first.lines().getFirst().startsWith("permit: "), first.out());
        assertTrue(first.out().contains("secureBootEnabled  true"), first.out());
        assertEquals(List.of("aikpub", "aikpub", "aikcert", "request"), service.types);
        assertEquals(Bytes.copyOf(Files.readAllBytes(tpm.folder().resolve("ek.der"))), service.endorsements.getFirst());
        tpm.reboot();
        tpm.boot(OperatingSystem.LINUX.boot(BootFacts.sound()));
        Run second = attest("--format", "json", "--pcr-banks", "sha384,sha256");
        assertEquals(0, second.code(), second.err());
        JsonObject answer = StrictJson.object("answer", Bytes.utf8(second.out()));
        assertEquals(FakeTpmService.DEVICE, answer.getString("device"));
        assertEquals("permit", answer.getString("verdict"));
        assertEquals(List.of("aikpub", "aikpub", "aikcert", "request", "aikcert", "request"), service.types);
        assertEquals(1, service.quotes.get(1).clock().resetCount() - service.quotes.get(0).clock().resetCount());
        assertEquals(2, service.quotes.get(1).quote().selections().size());
    }

    @Test
    void sendsTheLogsInTheirOrderAndKeepsItsStateToItself() throws Exception {
        needTpm();
        EndorsementAuthority.create(Instant.now()).manufacture(tpm, EndorsementAuthority.Kind.RSA, Instant.now());
        String later = Files.write(folder.resolve("later"), new byte[]{4}).toString();
        assertEquals(0, attest("--log", later, "--rp-id", "https://rp.example").code());
        var logs = service.lastPayload.getJsonObject("tpm_att_data").getJsonObject("current_attestation")
                .getJsonArray("logs");
        assertEquals(List.of("010203", "04"), logs.stream().map(one -> one.asJsonObject().getString("log"))
                .map(text -> Base64Url.decode("log", text).toHex()).toList());
        assertEquals("https://rp.example", service.lastPayload.getString("rp_id"));
        Path state = folder.resolve(".local/state/assay/tpm").resolve(Bytes.utf8(issuer.url()).sha256().toHex());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state)));
    }

    @Test
    void leavesTheEvidenceForAnAppraisalWithoutAService() throws Exception {
        needTpm();
        EndorsementAuthority.create(Instant.now()).manufacture(tpm, EndorsementAuthority.Kind.RSA, Instant.now());
        BootLog boot = OperatingSystem.LINUX.boot(BootFacts.sound());
        tpm.boot(boot);
        Files.write(Path.of(log), boot.agile(Bank.SHA1, Bank.SHA256).toArray());
        Path kept = folder.resolve("kept");
        assertEquals(0, attest("--keep", kept.toString()).code());
        assertEquals(Bytes.copyOf(Files.readAllBytes(Path.of(log))),
                Bytes.copyOf(Files.readAllBytes(kept.resolve("boot.log"))));
        Path state = folder.resolve(".local/state/assay/tpm").resolve(Bytes.utf8(issuer.url()).sha256().toHex());
        Run run = Run.of("appraise", "--type", "tpm", kept.resolve("attestation.json").toString(), "--nonce",
                Files.readString(kept.resolve("nonce")).strip(), "--at", "2026-11-24T12:00:00Z", "--device",
                state.resolve("ak.pub").toString());
        assertEquals(0, run.code(), run.out() + run.err());
    }

    @Test
    void believesNoTokenForAnotherRequest() {
        needTpm();
        EndorsementAuthority.create(Instant.now()).manufacture(tpm, EndorsementAuthority.Kind.RSA, Instant.now());
        service.nonce = "AAAA";
        Run run = attest();
        assertEquals(ExitCode.REFUSED, run.code());
        assertTrue(run.err().contains("The token is not to be believed: the token does not carry the number"),
                run.err());
        assertEquals("", run.out());
    }

    @Test
    void saysThatAnotherTpmIsInTheMachine() {
        needTpm();
        EndorsementAuthority maker = EndorsementAuthority.create(Instant.now());
        maker.manufacture(tpm, EndorsementAuthority.Kind.RSA, Instant.now());
        assertEquals(0, attest().code());
        tpm.close();
        tpm = SoftwareTpm.start(folder.resolve("another"));
        maker.manufacture(tpm, EndorsementAuthority.Kind.RSA, Instant.now());
        told(ExitCode.COULD_NOT_TELL, "it is another TPM, or it was cleared", attest());
    }

    @Test
    void saysThatThereIsNoCertificate() {
        needTpm();
        told(ExitCode.COULD_NOT_TELL, "The TPM holds no certificate of its endorsement key", attest());
    }

    @Test
    void saysThatABankIsOff() {
        needTpm();
        EndorsementAuthority.create(Instant.now()).manufacture(tpm, EndorsementAuthority.Kind.RSA, Instant.now());
        tpm.run("tpm2_pcrallocate", "sha1:none+sha256:all+sha384:none+sha512:none");
        tpm.reboot();
        told(ExitCode.COULD_NOT_TELL, "The TPM's bank sha384 is not switched on", attest("--pcr-banks", "sha384"));
    }

    @Test
    void saysThatNoServiceAnswers() {
        needTpm();
        EndorsementAuthority.create(Instant.now()).manufacture(tpm, EndorsementAuthority.Kind.RSA, Instant.now());
        issuer.close();
        told(ExitCode.COULD_NOT_TELL, "is the service running?", attest());
    }

    @Test
    void tellsTheServicesOwnReason() throws Exception {
        needTpm();
        EndorsementAuthority.create(Instant.now()).manufacture(tpm, EndorsementAuthority.Kind.RSA, Instant.now());
        refusing(400, "{\"error\":{\"code\":\"InvalidParameter\",\"message\":\"Another key is known.\",\"innererror\":"
                + "{\"code\":\"device-conflict\",\"message\":\"Another key is known.\"}}}");
        Run text = attest();
        assertEquals(ExitCode.REFUSED, text.code());
        assertEquals("deny: Another key is known. [device-conflict]", text.out().strip());
        assertEquals("device-conflict", StrictJson.object("answer", Bytes.utf8(attest("--format", "json").out()))
                .getString("reason"));
        refusing(401, "{\"error\":{\"code\":\"Unauthorized\",\"message\":\"No token.\"}}");
        told(ExitCode.REFUSED, "give a token with --token-file, or --client", attest());
        refusing(404, "{}");
        told(ExitCode.REFUSED, "is it the URL of a tenant?", attest());
        refusing(503, "{\"error\":{\"code\":\"ServiceUnavailable\",\"message\":\"Later.\"}}");
        told(ExitCode.COULD_NOT_TELL, "Refused: Later.", attest());
        refusing(503, "{\"error\":{\"code\":\"ServiceUnavailable\",\"message\":\"\\u001b[2JLater.\"}}");
        told(ExitCode.COULD_NOT_TELL, "Refused: \\u{1b}[2JLater.", attest());
    }

    private void refusing(int status, String body) throws Exception {
        issuer.close();
        issuer = new TestIssuer();
        issuer.publish(FakeTpmService.PATH, status, body);
    }

    @Test
    void saysThatNoTpmIsThere() {
        SoftwareTpm.missing().ifPresent(packages -> Assumptions.abort("install " + packages));
        told(ExitCode.COULD_NOT_TELL, "No TPM answers", attest("--tcti", "swtpm:path=/no-such-socket"));
    }

    @Test
    void saysThatThereIsNoLog() {
        log = folder.resolve("absent").toString();
        told(ExitCode.COULD_NOT_TELL, "There is no boot log", attest());
        assertEquals(List.of(), service.types);
    }

    private static void told(int code, String sentence, Run run) {
        assertTrue(run.err().contains(sentence), run.err());
        assertEquals(code, run.code());
        assertEquals("", run.out());
        assertFalse(run.err().contains("Exception"), run.err());
    }
}
