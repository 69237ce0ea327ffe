package dev.assay.cli;

import dev.assay.bytes.Bytes;
import dev.assay.cli.relying.Web;
import dev.assay.cli.tpm.BootLog;
import dev.assay.cli.tpm.Exchange;
import dev.assay.cli.tpm.PcrBanks;
import dev.assay.cli.tpm.SentEvidence;
import dev.assay.cli.tpm.StateFolder;
import dev.assay.cli.tpm.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which service, which TPM, and what is sent. */
final class TpmOptions {
    @Mixin
    ClientOptions service = new ClientOptions();

    @Option(names = "--token-file", paramLabel = "FILE", description = "In place of --client: a file with an access "
            + "token, - for standard input. Neither is needed where the tenant lets TPMs in without.")
    String tokenFile;

    @Option(names = "--tcti", paramLabel = "TCTI", description = "How tpm2-tools reach the TPM, as "
            + "device:/dev/tpmrm0. Default: as they find it.")
    String tcti;

    @Option(names = "--log", paramLabel = "FILE", description = "A boot log; again for one that was measured after it. "
            + "Default: " + BootLog.KERNEL + ".")
    List<String> logs = List.of(BootLog.KERNEL);

    @Option(names = "--pcr-banks", paramLabel = "BANKS", description = "Banks to quote, as sha256,sha384. Default: "
            + "sha256.")
    String banks = "sha256";

    @Option(names = "--ek-cert", paramLabel = "FILE", description = "The endorsement key's certificate, where the TPM "
            + "holds none.")
    String endorsement;

    @Option(names = "--rp-id", paramLabel = "ID", description = "The relying party the token is for.")
    String relyingParty;

    @Option(names = "--state", paramLabel = "DIR", description = "Where the attestation key is kept. Default: under "
            + "~/.local/state/assay/tpm, a folder for each service.")
    String state;

    @Option(names = "--keep", paramLabel = "DIR", description = "Leave the evidence there, for appraise and eventlog: "
            + "attestation.json, nonce, boot.log.")
    String keep;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
    String format = "text";

    /** Receives the evidence, and leaves it where that is asked for. */
    Consumer<SentEvidence> evidence() {
        return keep == null ? sent -> {
        } : new EvidenceFolder(Path.of(keep))::write;
    }

    void check() {
        if (service.url == null)
            throw new UsageException("--url is missing: the URL of the tenant, as https://assay.example/t/blue.");
        if (tokenFile != null && (service.client != null || service.secretFile != null))
            throw new UsageException("--token-file and --client exclude each other.");
        if (!format.equals("text") && !format.equals("json"))
            throw new UsageException("--format is text or json.");
        banks();
    }

    PcrBanks banks() {
        try {
            return PcrBanks.parse(banks);
        } catch (IllegalArgumentException refused) {
            throw new UsageException("--pcr-banks is a list of sha1, sha256, sha384, sha512, as sha256,sha384.");
        }
    }

    Exchange exchange(Terminal terminal, Web web) {
        return new Exchange(web, service.base(terminal), token(terminal, web));
    }

    private Optional<String> token(Terminal terminal, Web web) {
        if (tokenFile != null)
            return Optional.of(ManagedOptions.token(tokenFile, terminal));
        return service.client == null ? Optional.empty() : Optional.of(service.tenantsToken(terminal, web));
    }

    Tools tools(Path work) {
        return new Tools(work, Optional.ofNullable(tcti));
    }

    StateFolder stateFolder(Terminal terminal) {
        return state == null
                ? StateFolder.usual(terminal.environment(), service.base(terminal))
                : new StateFolder(Path.of(state).toAbsolutePath());
    }

    Optional<Bytes> endorsement() {
        return Optional.ofNullable(endorsement).map(file -> CertificateFiles.one("--ek-cert", file));
    }
}
