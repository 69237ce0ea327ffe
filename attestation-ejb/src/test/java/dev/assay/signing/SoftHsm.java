package dev.assay.signing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/** A token of SoftHSM, the software PKCS#11 module of the system's packages, in a folder of its own. */
public final class SoftHsm {
    public static final String PIN = "2718";
    private static final List<Path> MODULES = List.of(Path.of("/usr/lib/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib64/pkcs11/libsofthsm2.so"), Path.of("/usr/lib64/libsofthsm2.so"));
    // why: the module reads its configuration once for a process, and finds it by the environment, which a test's JVM
    // cannot change; so one configuration, named by the build.
    private static final Optional<Path> CONFIGURATION = Optional.ofNullable(System.getenv("SOFTHSM2_CONF"))
            .map(Path::of);

    // why one: the module sees the tokens that are there when it starts.
    private static SoftHsm only;

    final Path tokens;
    private final String text;

    private SoftHsm(Path tokens, String text) {
        this.tokens = tokens;
        this.text = text;
    }

    /** The JVM's token; the test is skipped, and says so, where the system has no SoftHSM. */
    public static synchronized SoftHsm open() throws IOException, InterruptedException {
        Optional<Path> module = MODULES.stream().filter(Files::exists).findFirst();
        Assumptions.assumeTrue(module.isPresent() && CONFIGURATION.isPresent(),
                "SoftHSM is not installed (package softhsm2): PKCS#11 custody is not tested");
        if (only == null)
            only = make(module.get(), CONFIGURATION.get());
        return only;
    }

    /** SunPKCS11's configuration file, in a folder. */
    public Path configuration(Path folder) throws IOException {
        return Files.writeString(folder.resolve("pkcs11.cfg"), text);
    }

    private static SoftHsm make(Path module, Path configuration) throws IOException, InterruptedException {
        String label = "assay-" + UUID.randomUUID().toString().substring(0, 8);
        Path tokens = configuration.resolveSibling("tokens");
        Files.createDirectories(tokens);
        Files.writeString(configuration,
                "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        run("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "3141");
        return new SoftHsm(tokens, """
                name = %s
                library = %s
                slot = %s
                attributes(generate, CKO_PRIVATE_KEY, *) = {
                  CKA_SENSITIVE = true
                  CKA_EXTRACTABLE = false
                  CKA_SIGN = true
                }
                """.formatted(label, module, slot(label)));
    }

    private static String slot(String label) throws IOException, InterruptedException {
        String slot = "";
        for (String line : run("softhsm2-util", "--show-slots").lines().toList()) {
            if (line.startsWith("Slot "))
                slot = line.substring(5).strip();
            if (line.contains("Label:") && line.contains(label))
                return slot;
        }
        throw new IllegalStateException("the token that was made is not listed");
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0)
            throw new IllegalStateException(command[0] + " failed: " + said);
        return said;
    }
}
