package dev.assay.emulator.tpm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bootlog.OperatingSystem;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.Pem;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Quotes and public areas as tpm2-tools read them. */
@Tag("TP-01")
class QuoteByToolsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:20:30Z");
    private static final Octets NONCE = Octets.utf8("a nonce of 24 octets....");

    @TempDir
    private Path folder;

    /** Not RSAPSS: this tool verifies RSA signatures by PKCS #1 v1.5 alone. */
    @ParameterizedTest
    @EnumSource(names = {"RSASSA", "ECDSA"})
    void checkquoteFindsTheQuoteSound(KeyForm form) throws Exception {
        Tool tool = Tool.orSkip("tpm2_checkquote", folder);
        EmulatedTpmDevice device = EmulatedTpmDevice.create(OperatingSystem.LINUX, form, NOW);
        Tool.Outcome outcome = check(tool, device, device.quote(Selection.all(Bank.SHA256), NONCE), NONCE);
        assertEquals(0, outcome.exit(), outcome.output());
    }

    @Test
    void checkquoteFindsAChangedQuoteUnsound() throws Exception {
        Tool tool = Tool.orSkip("tpm2_checkquote", folder);
        EmulatedTpmDevice device = EmulatedTpmDevice.create(NOW);
        Attestation made = device.quote(Selection.all(Bank.SHA256), NONCE);
        Attestation changed = new Attestation(made.attest().flipped(60), made.signature(), made.rawSignature());
        assertNotEquals(0, check(tool, device, changed, NONCE).exit());
    }

    private Tool.Outcome check(Tool tool, EmulatedTpmDevice device, Attestation made, Octets nonce) throws Exception {
        tool.write("ak.pem", Pem.block("PUBLIC KEY", device.identity().attestationKey().spki()))
                .write("quote", made.attest()).write("signature", made.signature());
        return tool.run("tpm2_checkquote", "-u", "ak.pem", "-m", "quote", "-s", "signature", "-q", nonce.toHex(), "-g",
                "sha256");
    }

    @Test
    void printReadsTheQuoteAsItWasMade() throws Exception {
        Tool tool = Tool.orSkip("tpm2_print", folder);
        EmulatedTpmDevice device = EmulatedTpmDevice.create(NOW).reboot().resume();
        tool.write("quote", device.quote(Selection.of(java.util.List.of(0, 7, 23), Bank.SHA1, Bank.SHA256), NONCE)
                .attest());
        String read = tool.run("tpm2_print", "-t", "TPMS_ATTEST", "quote").output();
        for (String expected : new String[]{"type: 8018", "extraData: " + NONCE.toHex(), "resetCount: 18",
                "restartCount: 1", "safe: 1", "hash: 4 (sha1)", "hash: 11 (sha256)", "pcrSelect: 810080"})
            assertTrue(read.contains(expected), expected + " is missing in\n" + read);
    }

    @ParameterizedTest
    @EnumSource
    void printReadsThePublicAreaAsItWasMade(KeyForm form) throws Exception {
        Tool tool = Tool.orSkip("tpm2_print", folder);
        TpmKey key = TpmKey.attestationKey(form);
        tool.write("ak", key.sizedArea());
        Tool.Outcome outcome = tool.run("tpm2_print", "-t", "TPM2B_PUBLIC", "ak");
        for (String expected : new String[]{key.area().slice(key.area().length() - 32, key.area().length()).toHex(),
                "value: fixedtpm|fixedparent|sensitivedataorigin|userwithauth|restricted|sign",
                "value: " + form.name().toLowerCase(java.util.Locale.ROOT)})
            assertTrue(outcome.output().contains(expected), expected + " is missing in\n" + outcome.output());
    }

    @Test
    void printReadsTheEndorsementKeyAsItWasMade() throws Exception {
        Tool tool = Tool.orSkip("tpm2_print", folder);
        EndorsementKey key = EmulatedTpmDevice.create(NOW).identity().endorsementKey();
        tool.write("ek", key.sizedArea());
        Tool.Outcome outcome = tool.run("tpm2_print", "-t", "TPM2B_PUBLIC", "ek");
        for (String expected : new String[]{"value: aes", "sym-keybits: 128", "value: cfb",
                "837197674484b3f81a90cc8d46a5d724fd52d76e06520b64f2a1da1b331469aa",
                "value: fixedtpm|fixedparent|sensitivedataorigin|adminwithpolicy|restricted|decrypt"})
            assertTrue(outcome.output().contains(expected), expected + " is missing in\n" + outcome.output());
    }

    /** The tool writes a magic number and a version before the two structures. */
    @Test
    @Tag("TP-08")
    void activatesACredentialThatMakecredentialMade() throws Exception {
        Tool tool = Tool.orSkip("tpm2_makecredential", folder);
        EmulatedTpmDevice device = EmulatedTpmDevice.create(NOW);
        Octets secret = Octets.random(32);
        tool.write("ek.pem", Pem.block("PUBLIC KEY", device.identity().endorsementKey().spki()))
                .write("secret", secret);
        Tool.Outcome outcome = tool.run("tpm2_makecredential", "-T", "none", "-u", "ek.pem", "-G", "rsa", "-s",
                "secret", "-n", device.identity().attestationKey().name().toHex(), "-o", "credential");
        assertEquals(0, outcome.exit(), outcome.output());
        Octets made = Octets.of(java.nio.file.Files.readAllBytes(folder.resolve("credential")));
        int end = 10 + Integer.parseInt(made.slice(8, 10).toHex(), 16);
        assertEquals(secret, device.activate(made.slice(8, end), made.slice(end, made.length())));
        EmulatedTpmDevice other = device.sibling(NOW);
        assertThrows(IllegalArgumentException.class,
                () -> other.activate(made.slice(8, end), made.slice(end, made.length())));
    }
}
