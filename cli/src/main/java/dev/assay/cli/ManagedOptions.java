package dev.assay.cli;

import dev.assay.cli.policies.ManagedPolicies;
import dev.assay.cli.policies.ManagementException;
import dev.assay.cli.policies.VisibleText;
import dev.assay.cli.relying.UnreachableException;
import dev.assay.cli.relying.Web;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose policies a command is about, and how it is let in. */
final class ManagedOptions {
    @Option(names = "--tenant", paramLabel = "NAME", description = "Whose policies. Default: the tenant of --client, "
            + "which is what its id has before the period.")
    String tenant;

    @Mixin
    ClientOptions client = new ClientOptions();

    @Option(names = "--token-file", paramLabel = "FILE", description = "In place of --client: a file with an access "
            + "token, - for standard input; of an issuer the tenant trusts, say.")
    String tokenFile;

    /** @return what the work returns, or the code of its failure, which is told */
    int run(Terminal terminal, Function<ManagedPolicies, Integer> work) {
        check();
        try (Web web = client.web(terminal)) {
            return work.apply(new ManagedPolicies(web, client.base(terminal), tenant(), token(terminal, web)));
        } catch (NoTokenException refused) {
            terminal.err().println("No token: " + VisibleText.of(refused.getMessage()));
            return refused.exitCode();
        } catch (ManagementException refused) {
            terminal.err().println("Refused: " + VisibleText.of(refused.getMessage()));
            return refused.mayPass() ? ExitCode.COULD_NOT_TELL : ExitCode.REFUSED;
        } catch (UnreachableException silent) {
            terminal.err().println("Could not tell: " + silent.getMessage());
            return ExitCode.COULD_NOT_TELL;
        }
    }

    private void check() {
        if (tokenFile == null && client.client == null)
            throw new UsageException("--client is missing: the id of a client of the tenant, as blue.robot. To read "
                    + "policies it has the role policy-administrator or auditor, to change them policy-administrator.");
        if (tokenFile != null && (client.client != null || client.secretFile != null))
            throw new UsageException("--token-file and --client exclude each other.");
        if (!tenant().matches("[a-z0-9-]{1,40}"))
            throw new UsageException("--tenant is a tenant's name: 3 to 40 of a-z, 0-9 and the hyphen.");
    }

    private String token(Terminal terminal, Web web) {
        return tokenFile == null ? client.token(terminal, web) : token(tokenFile, terminal);
    }

    /** @param file - for standard input */
    static String token(String file, Terminal terminal) {
        String token = ClientOptions.read("--token-file", file, terminal);
        if (!token.matches("[\\x21-\\x7e]+"))
            throw new UsageException("--token-file: holds no token.");
        return token;
    }

    private String tenant() {
        if (tenant != null)
            return tenant;
        boolean tenants = client.client != null && client.client.contains(".");
        return tenants ? client.client.substring(0, client.client.indexOf('.')) : "default";
    }
}
