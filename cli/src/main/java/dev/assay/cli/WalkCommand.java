package dev.assay.cli;

import dev.assay.cli.relying.IssuerUrl;
import dev.assay.cli.relying.RefusedException;
import dev.assay.cli.relying.Trust;
import dev.assay.cli.relying.UnreachableException;
import dev.assay.cli.relying.Web;
import dev.assay.emulator.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Walks the demo tenant's workflow once, as {@code ./assay run} does when the server is up. */
@Command(name = "walk", sortOptions = false, description = {
        "Walk the demo tenant's workflow once: evidence, token, keys, verification.",
        "Exit code 0 walked, 1 refused on the way, 3 no answer, 64 wrong usage."})
final class WalkCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--base-url", required = true, paramLabel = "URL", description = "The running service.")
    String baseUrl;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Its data folder.")
    String data;

    WalkCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        IssuerUrl issuer = issuer();
        Path folder = InputFile.folder("--data", data);
        try (Web web = new Web(tls(folder))) {
            Instant now = terminal.clock().instant();
            DemoEvidence evidence = DemoEvidence.of(Installation.open(folder.resolve("emulator"), now), now);
            new Walk(web, issuer, terminal.clock(), terminal.out()).go(evidence, evidence.writeTo(folder));
            return ExitCode.OK;
        } catch (UnreachableException silent) {
            return stopped(silent.getMessage(), ExitCode.COULD_NOT_TELL);
        } catch (RefusedException | Walk.StoppedException refused) {
            return stopped(refused.getMessage(), ExitCode.REFUSED);
        } catch (IOException refused) {
            return stopped("the data folder cannot be used: " + refused.getMessage(), ExitCode.REFUSED);
        }
    }

    private int stopped(String why, int code) {
        terminal.out().flush();
        terminal.err().println("The walk stopped: " + why);
        return code;
    }

    private IssuerUrl issuer() {
        try {
            return IssuerUrl.parse(baseUrl.replaceFirst("/$", "") + "/t/demo");
        } catch (IllegalArgumentException refused) {
            throw new UsageException("--base-url " + refused.getMessage() + ".");
        }
    }

    private static SSLContext tls(Path folder) {
        Path ca = folder.resolve("tls").resolve("ca.pem");
        try {
            return Files.isReadable(ca) ? Trust.only(ca) : Trust.system();
        } catch (IllegalArgumentException refused) {
            throw new UsageException("--data: " + refused.getMessage() + ".");
        }
    }
}
