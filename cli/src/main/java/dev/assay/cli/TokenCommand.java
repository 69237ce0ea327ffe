package dev.assay.cli;

import dev.assay.cli.relying.UnreachableException;
import dev.assay.cli.relying.Web;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gets an access token for a client with its secret, and prints it: to be put behind {@code Authorization: Bearer}. */
@Command(name = "token", sortOptions = false, description = {"Get an access token for the management plane.",
        "Prints it. Without --client for platform-admin.",
        "Exit code 0 given, 1 refused, 3 no answer, 64 wrong usage."})
final class TokenCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ClientOptions options = new ClientOptions();

    TokenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (options.client == null)
            options.client = ClientOptions.FIRST;
        try (Web web = options.web(terminal)) {
            terminal.out().println(options.token(terminal, web));
            return ExitCode.OK;
        } catch (NoTokenException refused) {
            terminal.err().println("No token: " + refused.getMessage());
            return refused.exitCode();
        } catch (UnreachableException silent) {
            terminal.err().println("No token: " + silent.getMessage());
            return ExitCode.COULD_NOT_TELL;
        }
    }
}
