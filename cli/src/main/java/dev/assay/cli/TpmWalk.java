package dev.assay.cli;

import dev.assay.bytes.Bytes;
import dev.assay.cli.relying.IssuerUrl;
import dev.assay.cli.relying.RelyingParty;
import dev.assay.cli.tpm.Exchange;
import dev.assay.cli.tpm.PcrBanks;
import dev.assay.cli.tpm.StateFolder;
import dev.assay.cli.tpm.Tools;
import dev.assay.cli.tpm.TpmClient;
import dev.assay.cli.tpm.WorkFolder;
import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bootlog.BootFacts;
import dev.assay.emulator.bootlog.BootLog;
import dev.assay.emulator.bootlog.OperatingSystem;
import dev.assay.emulator.swtpm.EndorsementAuthority;
import dev.assay.emulator.swtpm.SoftwareTpm;
import dev.assay.tpm2.TpmHash;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The workflow of a machine with a TPM once, on a software TPM.
 *
 * @param service of a tenant that is the token's issuer
 * @param folder what is kept of the TPM from one walk to the next
 */
record TpmWalk(Exchange service, Clock clock, PrintStream out, Path folder) {
    private static final int NONCE = 16;
    private static final Set<String> SHOWN = Set.of("secureBootEnabled", "aikValidated", "tpmVersion", "notSafeMode");

    /**
     * @param maker whose CA the tenant trusts
     * @throws dev.assay.cli.tpm.TpmException where the software TPM does not do its part
     * @throws dev.assay.cli.tpm.ExchangeException where the service answers other than expected
     * @throws dev.assay.cli.relying.RefusedException where its token does not verify
     * @throws dev.assay.cli.relying.UnreachableException where it does not answer
     */
    void go(EndorsementAuthority maker) throws IOException {
        try (SoftwareTpm tpm = SoftwareTpm.start(folder.resolve("swtpm")); WorkFolder work = WorkFolder.make()) {
            BootLog boot = booted(tpm, maker);
            TpmClient client = new TpmClient(new Tools(work.path(), Optional.of(tpm.tcti())),
                    new StateFolder(folder.resolve("client")), Optional.empty(), line -> out.println("     " + line));
            step("6  Attestation", "POST " + service.url() + "/attest/Tpm");
            TpmClient.Report report = client.attest(service, wish(boot));
            JsonObject claims = new RelyingParty(service.web(), line -> {}).verify(report.token(),
                    IssuerUrl.parse(service.url()), clock.instant());
            TpmClient.mismatch(report, claims).ifPresent(why -> {
                throw new Walk.StoppedException(why);
            });
            step("7  Result", "The token is verified, and it speaks of this boot of device " + report.device().device()
                    + ":", shown(claims), "The evidence, for appraise and eventlog, is in " + folder + ".");
        }
    }

    private BootLog booted(SoftwareTpm tpm, EndorsementAuthority maker) {
        if (!tpm.certified())
            maker.manufacture(tpm, EndorsementAuthority.Kind.RSA, clock.instant());
        BootLog boot = OperatingSystem.LINUX.boot(BootFacts.sound());
        tpm.boot(boot);
        step("5  A machine with a TPM",
                "A software TPM (swtpm), whose maker certified its endorsement key, measures the "
                        + boot.events().size() + " events of an emulated",
                "Linux boot: firmware, secure boot, boot loader, "
                        + "kernel.");
        return boot;
    }

    private TpmClient.Wish wish(BootLog boot) {
        Bytes log = Bytes.copyOf(boot.agile(Bank.SHA1, Bank.SHA256).toArray());
        return new TpmClient.Wish(new PcrBanks(List.of(TpmHash.SHA256)), List.of(log), Optional.empty(),
                Nonces.make(NONCE), new EvidenceFolder(folder)::write);
    }

    private static String shown(JsonObject claims) {
        return String.join(", ", claims.keySet().stream().filter(SHOWN::contains)
                .map(name -> name + " " + claims.get(name)).toList()) + ".";
    }

    private void step(String name, String... lines) {
        out.println();
        out.println(name);
        for (String line : lines)
            out.println("     " + line);
    }
}
