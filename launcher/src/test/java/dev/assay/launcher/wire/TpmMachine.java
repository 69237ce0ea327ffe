package dev.assay.launcher.wire;

import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bootlog.BootFacts;
import dev.assay.emulator.bootlog.BootLog;
import dev.assay.emulator.bootlog.Fact;
import dev.assay.emulator.bootlog.OperatingSystem;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.swtpm.EndorsementAuthority;
import dev.assay.emulator.swtpm.SoftwareTpm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A Linux machine with a software TPM: booted, rebooted, attested by {@code ./assay tpm-attest}. */
final class TpmMachine implements AutoCloseable {
    private final Path folder;
    private final SoftwareTpm tpm;
    private BootLog log;
    private int boots;

    private TpmMachine(Path folder, SoftwareTpm tpm) {
        this.folder = folder;
        this.tpm = tpm;
    }

    /** Skips the calling test, visibly, where there is no software TPM. */
    static TpmMachine make(Path folder, EndorsementAuthority maker) {
        SoftwareTpm.missing().ifPresent(packages -> {
            String why = "SKIPPED: no software TPM here; install " + packages;
            System.out.println(why);
            Assumptions.abort(why);
        });
        TpmMachine machine = new TpmMachine(folder, SoftwareTpm.start(folder.resolve("tpm")));
        maker.manufacture(machine.tpm, EndorsementAuthority.Kind.RSA, Instant.now());
        machine.measure();
        return machine;
    }

    SoftwareTpm tpm() {
        return tpm;
    }

    /** Of this boot. */
    BootLog log() {
        return log;
    }

    void reboot() {
        tpm.reboot();
        measure();
    }

    private void measure() {
        log = OperatingSystem.LINUX.boot(BootFacts.sound().with(Fact.BOOT_NUMBER, ++boots));
        tpm.boot(log);
    }

    /** The client's run over this boot's log. */
    Command attest(Place place, TpmTenant tenant) {
        return attest(place, tenant, tenant.name());
    }

    /** @param state a name for what the client keeps */
    Command attest(Place place, TpmTenant tenant, String state) {
        return Command.run(place, arguments(place, tenant, state, "--client", tenant.name() + ".robot",
                "--secret-file", write("secret", Octets.utf8(tenant.secret())).toString()));
    }

    /** Without saying who calls. */
    Command attestUnnamed(Place place, TpmTenant tenant) {
        return Command.run(place, arguments(place, tenant, "unnamed"));
    }

    private String[] arguments(Place place, TpmTenant tenant, String state, String... more) {
        List<String> arguments = new ArrayList<>(List.of("tpm-attest", "--url", place.issuer(tenant.name()), "--tcti",
                tpm.tcti(), "--state", folder.resolve(state).toString(), "--log",
                write("log", log.agile(Bank.SHA1, Bank.SHA256)).toString()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /** Loads the attestation key that the client made for this tenant, for quotes it would not ask for. */
    void loadKeyOf(String tenant) {
        Octets area = read(folder.resolve(tenant).resolve("ak.pub"));
        place("ak.pub", area);
        place("ak.priv", read(folder.resolve(tenant).resolve("ak.priv")));
        run("tpm2_createek", "-c", "ek.ctx", "-G", "rsa", "-u", "ek.pub");
        run("tpm2_startauthsession", "--policy-session", "-S", "session.ctx");
        run("tpm2_policysecret", "-S", "session.ctx", "-c", "e");
        run("tpm2_load", "-C", "ek.ctx", "-P", "session:session.ctx", "-u", "ak.pub", "-r", "ak.priv", "-c", "ak.ctx");
        run("tpm2_flushcontext", "session.ctx");
    }

    /** TPMS_ATTEST and TPMT_SIGNATURE. */
    record Quote(Octets attest, Octets signature) {}

    /** @param selection as tpm2-tools take it */
    Quote quote(String selection, Octets qualifying) {
        run("tpm2_quote", "-c", "ak.ctx", "-l", selection, "-q", qualifying.toHex(), "-g", "sha256", "-m", "quote",
                "-s", "quote.sig");
        return new Quote(read(tpm.folder().resolve("quote")), read(tpm.folder().resolve("quote.sig")));
    }

    /** The attestation key as PEM (RFC 7468). */
    String keyPem() {
        run("tpm2_readpublic", "-c", "ak.ctx", "-f", "pem", "-o", "ak.pem");
        return read(tpm.folder().resolve("ak.pem")).asUtf8();
    }

    private void run(String tool, String... arguments) {
        tpm.run(tool, arguments);
        tpm.run("tpm2_flushcontext", "-t");
    }

    private void place(String name, Octets octets) {
        try {
            Files.write(tpm.folder().resolve(name), octets.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path write(String name, Octets octets) {
        try {
            return Files.write(folder.resolve(name), octets.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Octets read(Path file) {
        try {
            return Octets.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        tpm.close();
    }
}
