package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A PKCS#11 token by SoftHSM of the system's packages, with what a service needs to keep its keys there. */
record HardwareToken(Path folder) {
    private static final String LABEL = "assay";
    private static final String PIN = "271828";
    private static final List<Path> MODULES = List.of(Path.of("/usr/lib/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib64/pkcs11/libsofthsm2.so"), Path.of("/usr/lib64/libsofthsm2.so"));

    /** Skips the test, and says so, where SoftHSM is not there. */
    static HardwareToken initialised(Path folder) {
        Optional<Path> module = MODULES.stream().filter(Files::exists).findFirst();
        assumeTrue(module.isPresent(), "SoftHSM is not installed, so keys in a PKCS#11 token were not tried: install "
                + "the package softhsm2.");
        HardwareToken token = new HardwareToken(folder);
        token.initialise(module.get());
        return token;
    }

    private void initialise(Path module) {
        try {
            Files.createDirectories(tokens());
            Files.writeString(configuration(), "directories.tokendir = " + tokens() + "\nobjectstore.backend = file\n");
            String said = run("softhsm2-util", "--init-token", "--free", "--label", LABEL, "--pin", PIN, "--so-pin",
                    "314159");
            Files.writeString(module(), """
                    name = assay
                    library = %s
                    slot = %s
                    attributes(generate, CKO_PRIVATE_KEY, *) = {
                      CKA_SENSITIVE = true
                      CKA_EXTRACTABLE = false
                      CKA_SIGN = true
                    }
                    """.formatted(module, said.replaceAll("(?s).*to slot (\\d+).*", "$1")));
            Files.writeString(pin(), PIN + "\n");
            Files.setPosixFilePermissions(pin(), PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tenant {@code demo} signs with keys in the token, every other with keys in software. */
    Map<String, String> settings() {
        return Map.of("SOFTHSM2_CONF", configuration().toString(), "ASSAY_PKCS11_CONFIG", module().toString(),
                "ASSAY_PKCS11_PIN_FILE", pin().toString(), "ASSAY_SIGNING_CUSTODY", "software",
                "ASSAY_TENANT_DEMO_SIGNING_CUSTODY", "pkcs11");
    }

    void takeAway() {
        move(tokens(), away());
    }

    void bringBack() {
        move(away(), tokens());
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path tokens() {
        return folder.resolve("tokens");
    }

    private Path away() {
        return folder.resolve("away");
    }

    private Path configuration() {
        return folder.resolve("softhsm2.conf");
    }

    private Path module() {
        return folder.resolve("pkcs11.cfg");
    }

    private Path pin() {
        return folder.resolve("pin");
    }

    private String run(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SOFTHSM2_CONF", configuration().toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertEquals(0, process.waitFor(), said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        return said;
    }
}
