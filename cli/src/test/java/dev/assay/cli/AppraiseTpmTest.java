package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.emulator.bootlog.OperatingSystem;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.Pem;
import dev.assay.emulator.tpm.Binding;
import dev.assay.emulator.tpm.EmulatedTpmDevice;
import dev.assay.emulator.tpm.KeyForm;
import dev.assay.emulator.tpm.KeyPath;
import dev.assay.emulator.tpm.TpmBundle;
import dev.assay.emulator.tpm.TpmChallenge;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JSON of one attestation, appraised offline. */
class AppraiseTpmTest {
    private static final TpmChallenge CHALLENGE = TpmChallenge.random();
    private static EmulatedTpmDevice device;

    @TempDir
    Path folder;

    @BeforeAll
    static void make() {
        device = EmulatedTpmDevice.create(OperatingSystem.LINUX, KeyForm.RSASSA, EmulatedFolder.AT);
    }

    @BeforeEach
    void write() throws IOException {
        write("certified.json", KeyPath.CERTIFICATE);
        write("registered.json", KeyPath.REGISTERED);
        Files.writeString(folder.resolve("ca.pem"),
                Pem.block("CERTIFICATE", device.identity().pki().attestationCa().der()));
        Octets area = device.identity().attestationKey().area();
        Files.write(folder.resolve("ak.tpmt"), area.toArray());
        Files.write(folder.resolve("ak.pub"), Octets.join(Octets.of(new byte[]{(byte) (area.length() >> 8)}),
                Octets.u8(area.length()), area).toArray());
    }

    /** What stands in current_attestation of a request whose quote answers the challenge alone. */
    private void write(String name, KeyPath path) throws IOException {
        TpmBundle bundle = device.make(CHALLENGE, EmulatedFolder.AT, draft -> {
            draft.aik().path(path);
            draft.request().binding(Binding.TPM_CERTIFY);
        });
        JsonObject data = StrictJson.object("payload", Bytes.utf8(bundle.payload())).getJsonObject("att_data");
        Files.writeString(folder.resolve(name), data.getJsonObject("tpm_att_data")
                .getJsonObject("current_attestation").toString());
    }

    private Run appraise(String file, String... more) {
        List<String> arguments = new ArrayList<>(List.of("appraise", "--type", "tpm", folder.resolve(file).toString(),
                "--at", EmulatedFolder.AT.toString()));
        arguments.addAll(List.of(more).stream().map(text -> text.replace("{}", folder.toString())).toList());
        return Run.of(arguments.toArray(String[]::new));
    }

    private static JsonObject json(Run run) {
        return StrictJson.object("answer", Bytes.utf8(run.out()));
    }

    private static String hex() {
        return CHALLENGE.value().toHex();
    }

    @Test
    void permitsAKeyOfAnAuthorityThatWasGiven() {
        Run run = appraise("certified.json", "--nonce", hex(), "--authorities", "{}/ca.pem");
        assertEquals(0, run.code(), run.out() + run.err());
        assertTrue(json(run).getJsonArray("claims").toString().contains("secureBootEnabled"), run.out());
        assertTrue(json(run).getJsonArray("notes").toString().contains("No policy was given"), run.out());
    }

    @Test
    void permitsAKeyThatWasGivenAsRegisteredWithAndWithoutItsLength() {
        for (String area : List.of("ak.tpmt", "ak.pub")) {
            Run run = appraise("registered.json", "--nonce", CHALLENGE.value().toBase64Url(), "--device", "{}/" + area);
            assertEquals(0, run.code(), run.out() + run.err());
        }
    }

    @Test
    void rejectsAKeyThatNothingStandsFor() {
        for (String file : List.of("certified.json", "registered.json")) {
            Run run = appraise(file, "--nonce", hex());
            assertEquals(2, run.code(), run.out());
            assertEquals("attestation-key-not-trusted", json(run).getString("reason"));
        }
    }

    @Test
    void rejectsAQuoteForAnotherNonce() {
        Run run = appraise("certified.json", "--nonce", "00112233445566778899aabbccddeeff", "--authorities",
                "{}/ca.pem");
        assertEquals(2, run.code());
        assertEquals("challenge-mismatch", json(run).getString("reason"));
    }

    @Test
    void rejectsWhatIsNoJsonObjectAfterAll() throws IOException {
        Files.writeString(folder.resolve("cut.json"), "{\"quote\":\"");
        Run run = appraise("cut.json", "--nonce", "00");
        assertEquals(2, run.code(), run.err());
        assertEquals("evidence-malformed", json(run).getString("reason"));
    }

    @Test
    void followsThePolicyAndExplains() throws IOException {
        Files.writeString(folder.resolve("windows.policy"), """
                version=1.2;
                configurationrules { };
                authorizationrules { [type=="vbsEnabled", value==true] => permit(); };
                issuancerules { };
                """);
        Run run = appraise("certified.json", "--nonce", hex(), "--authorities", "{}/ca.pem", "--policy",
                "{}/windows.policy", "--explain");
        assertEquals(1, run.code(), run.out() + run.err());
        assertTrue(run.out().contains("D.3") && run.out().contains("vbsEnabled"), run.out());
    }
}
