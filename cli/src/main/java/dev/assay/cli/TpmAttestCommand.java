package dev.assay.cli;

import dev.assay.cli.policies.VisibleText;
import dev.assay.cli.relying.IssuerUrl;
import dev.assay.cli.relying.RefusedException;
import dev.assay.cli.relying.RelyingParty;
import dev.assay.cli.relying.UnreachableException;
import dev.assay.cli.relying.Web;
import dev.assay.cli.tpm.BootLog;
import dev.assay.cli.tpm.Exchange;
import dev.assay.cli.tpm.ExchangeException;
import dev.assay.cli.tpm.TpmClient;
import dev.assay.cli.tpm.TpmClient.Report;
import dev.assay.cli.tpm.TpmException;
import dev.assay.cli.tpm.WorkFolder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Attests the machine it runs on: its TPM, its boot log, a service; and shows what the service vouches for. */
@Command(name = "tpm-attest", sortOptions = false, description = {"Attest this Linux machine by its TPM.",
        "Enrols the TPM at the first run, quotes all registers, sends the boot log, verifies the token as a relying "
                + "party and prints verdict and claims. Takes the package tpm2-tools, and root for the kernel's log.",
        "Exit code 0 permit, 1 deny or refused, 2 reject, 3 no TPM or no answer, 64 wrong usage."})
final class TpmAttestCommand implements Callable<Integer> {
    private static final int NONCE = 32;

    private final Terminal terminal;

    @Mixin
    TpmOptions options = new TpmOptions();

    TpmAttestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        options.check();
        try (Web web = options.service.web(terminal); WorkFolder work = WorkFolder.make()) {
            return attest(web, work);
        } catch (NoTokenException refused) {
            return stopped("No token: " + refused.getMessage(), refused.exitCode());
        } catch (TpmException | UnreachableException unknown) {
            return stopped("Could not tell: " + unknown.getMessage(), ExitCode.COULD_NOT_TELL);
        } catch (RefusedException refused) {
            return stopped("The token is not to be believed: " + refused.getMessage(), ExitCode.REFUSED);
        } catch (IOException refused) {
            return stopped("Could not tell: the folder for temporary files cannot be used; check TMPDIR.",
                    ExitCode.COULD_NOT_TELL);
        }
    }

    private int attest(Web web, WorkFolder work) {
        TpmClient client = new TpmClient(options.tools(work.path()), options.stateFolder(terminal),
                options.endorsement(), this::told);
        TpmClient.Wish wish = wish();
        try {
            Exchange service = options.exchange(terminal, web);
            return believed(client.attest(service, wish), new RelyingParty(web, this::told));
        } catch (ExchangeException refused) {
            return refused(refused);
        }
    }

    private TpmClient.Wish wish() {
        return new TpmClient.Wish(options.banks(), options.logs.stream().map(BootLog::read).toList(),
                Optional.ofNullable(options.relyingParty), Nonces.make(NONCE), options.evidence());
    }

    private int believed(Report report, RelyingParty party) {
        JsonObject claims = party.verify(report.token(), IssuerUrl.parse(options.service.base(terminal)),
                terminal.clock().instant());
        Optional<String> mismatch = TpmClient.mismatch(report, claims);
        if (mismatch.isPresent())
            return stopped("The token is not to be believed: " + mismatch.get() + ".", ExitCode.REFUSED);
        answer().permitted(report, claims);
        return ExitCode.OK;
    }

    private int refused(ExchangeException refused) {
        if (refused.reason().isEmpty())
            return stopped("Refused: " + refused.getMessage(),
                    refused.mayPass() ? ExitCode.COULD_NOT_TELL : ExitCode.REFUSED);
        answer().refused(refused.reason().get(), refused);
        return ExitCode.of(refused.reason().get().verdict());
    }

    private TpmAnswer answer() {
        return new TpmAnswer(terminal.out(), options.format.equals("json"));
    }

    /** why visible: some of it is the service's own words. */
    private void told(String step) {
        terminal.err().println(VisibleText.of(step));
    }

    private int stopped(String why, int code) {
        terminal.err().println(VisibleText.of(why));
        return code;
    }
}
