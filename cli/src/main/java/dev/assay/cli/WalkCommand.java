package dev.assay.cli;

import dev.assay.cli.relying.IssuerUrl;
import dev.assay.cli.relying.RefusedException;
import dev.assay.cli.relying.Trust;
import dev.assay.cli.relying.UnreachableException;
import dev.assay.cli.relying.Web;
import dev.assay.cli.tpm.Exchange;
import dev.assay.cli.tpm.ExchangeException;
import dev.assay.cli.tpm.TpmException;
import dev.assay.emulator.Installation;
import dev.assay.emulator.swtpm.EndorsementAuthority;
import dev.assay.emulator.swtpm.SoftwareTpm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
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

    @Option(names = "--admin-url", paramLabel = "URL", description = "Its management plane. Default: --base-url.")
    String adminUrl;

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
            walkTpm(web, issuer, folder);
            return ExitCode.OK;
        } catch (UnreachableException silent) {
            return stopped(silent.getMessage(), ExitCode.COULD_NOT_TELL);
        } catch (RefusedException | Walk.StoppedException | ExchangeException | TpmException refused) {
            return stopped(refused.getMessage(), ExitCode.REFUSED);
        } catch (IOException refused) {
            return stopped("the data folder cannot be used: " + refused.getMessage(), ExitCode.REFUSED);
        }
    }

    private void walkTpm(Web web, IssuerUrl issuer, Path folder) throws IOException {
        Optional<String> missing = SoftwareTpm.missing();
        if (missing.isPresent()) {
            tpmNotShown("install " + missing.get() + " to see a machine with a TPM attested");
            return;
        }
        Path kept = Files.createDirectories(folder.resolve("demo").resolve("tpm"));
        try (DemoClient client = DemoClient.open(web, management(), administrator(web, folder))) {
            EndorsementAuthority maker = new DemoMaker(kept).trusted(terminal.clock().instant(), client::trust);
            new TpmWalk(new Exchange(web, issuer.text(), Optional.of(client.token())), terminal.clock(),
                    terminal.out(), kept).go(maker);
        } catch (NoTokenException | DemoClient.RefusedByServiceException refused) {
            tpmNotShown("the tenant demo could not be told whose TPMs to trust: " + refused.getMessage());
        }
    }

    private void tpmNotShown(String why) {
        terminal.out().println();
        terminal.out().println("5  A machine with a TPM: not shown; " + why.replaceFirst("\\.$", "") + ".");
    }

    private String management() {
        return (adminUrl == null ? baseUrl : adminUrl).replaceFirst("/$", "");
    }

    private String administrator(Web web, Path folder) {
        ClientOptions options = new ClientOptions();
        options.client = ClientOptions.FIRST;
        options.url = management();
        Path secret = folder.resolve("keys").resolve(ClientOptions.FIRST + ".secret");
        options.secretFile = Files.exists(secret) ? secret.toString() : null;
        try {
            return options.token(terminal, web);
        } catch (UsageException absent) {
            throw new NoTokenException("the secret of " + ClientOptions.FIRST + " is not in the data folder", 1);
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
