package dev.assay.cli;

import dev.assay.cli.relying.IssuerUrl;
import dev.assay.cli.relying.RefusedException;
import dev.assay.cli.relying.RelyingParty;
import dev.assay.cli.relying.UnreachableException;
import dev.assay.cli.relying.Web;
import jakarta.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies a token as its relying party would, and shows its claims. */
@Command(name = "verify", sortOptions = false, description = {"Verify a token as a relying party.",
        "Prints its claims. Exit code 0 verified, 1 refused, 3 could not tell, 64 wrong usage."})
final class VerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "TOKEN", arity = "1", description = "The token, @FILE to read it from, or - for standard input.")
    String token;

    @Option(names = "--issuer", required = true, paramLabel = "URL", description = "Whose token it must be: https, "
            + "or http on this machine.")
    String issuer;

    @Option(names = "--ca", paramLabel = "PEM", description = "The CA of the issuer's TLS certificate. Default: "
            + "tls/ca.pem in the data folder (ASSAY_DATA) beside the JVM's own.")
    String ca;

    @Option(names = "--at", paramLabel = "INSTANT", description = "Judge times at this moment. Default: now.")
    String at;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        IssuerUrl url = issuer();
        Instant instant = instant();
        String text = token();
        try (Web web = new Web(ServerTrust.of(terminal, ca))) {
            JsonObject claims = new RelyingParty(web, terminal.err()::println).verify(text, url, instant);
            terminal.out().println(Json.pretty(claims));
            return ExitCode.OK;
        } catch (RefusedException refused) {
            terminal.err().println("Refused: " + refused.getMessage());
            return ExitCode.REFUSED;
        } catch (UnreachableException unknown) {
            terminal.err().println("Could not tell: " + unknown.getMessage());
            return ExitCode.COULD_NOT_TELL;
        }
    }

    private IssuerUrl issuer() {
        try {
            return IssuerUrl.parse(issuer);
        } catch (IllegalArgumentException refused) {
            throw new UsageException("--issuer " + refused.getMessage() + ".");
        }
    }

    private Instant instant() {
        try {
            return at == null ? terminal.clock().instant() : Instant.parse(at);
        } catch (DateTimeException refused) {
            throw new UsageException("--at is an instant as 2026-01-31T12:00:00Z.");
        }
    }

    private String token() {
        if (token.startsWith("@"))
            return InputFile.text("TOKEN", InputFile.read("TOKEN", token.substring(1)));
        return "-".equals(token)
                ? InputFile.text("TOKEN", InputFile.standardInput("TOKEN", terminal.in()))
                : token.strip();
    }
}
