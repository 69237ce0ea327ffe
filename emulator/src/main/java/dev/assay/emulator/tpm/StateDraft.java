package dev.assay.emulator.tpm;

import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bootlog.BootLog;
import dev.assay.emulator.bootlog.Registers;
import dev.assay.emulator.bytes.Octets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One state of a machine, quoted: the log, the registers it led to, and the quote over them. Belongs to one thread.
 */
public final class StateDraft {
    private final EmulatedTpmDevice device;
    private BootLog measured;
    private UnaryOperator<BootLog> logged = UnaryOperator.identity();
    private Function<BootLog, Octets> format = log -> log.agile(Bank.SHA1, Bank.SHA256);
    private UnaryOperator<Octets> logOctets = UnaryOperator.identity();
    private Selection selection = Selection.all(Bank.SHA256);
    private UnaryOperator<List<BankValues>> sentValues = UnaryOperator.identity();
    private Consumer<AttestDraft> quote = draft -> {};

    StateDraft(EmulatedTpmDevice device) {
        this.device = device;
        this.measured = device.bootLog();
    }

    /** Changes what was measured: the registers and the log follow. */
    public StateDraft measured(UnaryOperator<BootLog> change) {
        this.measured = change.apply(measured);
        return this;
    }

    /** Changes what is logged, and not what was measured. */
    public StateDraft logged(UnaryOperator<BootLog> change) {
        UnaryOperator<BootLog> before = logged;
        this.logged = log -> change.apply(before.apply(log));
        return this;
    }

    /** How the log is written. */
    public StateDraft format(Function<BootLog, Octets> writer) {
        this.format = writer;
        return this;
    }

    /** Changes the log as written. */
    public StateDraft logOctets(UnaryOperator<Octets> change) {
        this.logOctets = change;
        return this;
    }

    public StateDraft selection(Selection other) {
        this.selection = other;
        return this;
    }

    /** Changes the values sent, and not those quoted. */
    public StateDraft sentValues(UnaryOperator<List<BankValues>> change) {
        this.sentValues = change;
        return this;
    }

    /** Changes the quote before it is signed, or as it is sent. */
    public StateDraft quote(Consumer<AttestDraft> change) {
        this.quote = quote.andThen(change);
        return this;
    }

    /** With a hash of its own, over values by the same hash: pcrDigest follows. */
    public StateDraft signedUnder(Bank hash) {
        return quote(draft -> draft.hash(hash)
                .body(body -> selection.octets().then(Marshal.sized(
                        EmulatedTpmDevice.digest(Registers.after(measured), selection, hash)))));
    }

    Octets log() {
        return logOctets.apply(format.apply(logged.apply(measured)));
    }

    List<BankValues> values() {
        Registers registers = Registers.after(measured);
        return sentValues.apply(selection.banks().stream().map(one -> BankValues.of(registers, one)).toList());
    }

    Attestation quoted(Octets qualifyingData) {
        AttestDraft draft = device.quoteOf(Registers.after(measured), selection, qualifyingData);
        quote.accept(draft);
        return draft.make();
    }

    /** {@code current_attestation} or {@code boot_attestation}. @param key members that name the attestation key */
    String json(String key, Octets qualifyingData) {
        Attestation made = quoted(qualifyingData);
        String log = Json.object(Json.text("type", "TCG"), Json.octets("log", log()));
        return Json.object(Json.raw("logs", Json.array(List.of(log))), key,
                Json.raw("pcrs", Json.array(values().stream().map(BankValues::json).toList())),
                Json.octets("quote", made.attest()), Json.octets("signature", made.signature()));
    }

    /** Version 1: the platform claim of Windows over one bank; the header's seven numbers, then the parts. */
    Octets platformClaim(Octets qualifyingData) {
        Attestation made = quoted(qualifyingData);
        List<Octets> values = Registers.after(measured).bank(selection.banks().getLast().bank());
        Octets registers = Octets.join(values.toArray(Octets[]::new));
        return Octets.join(Octets.utf8("PADS"), Octets.u32(2), Octets.u32(28), Octets.u32(registers.length()),
                Octets.u32(made.attest().length()), Octets.u32(made.rawSignature().length()), Octets.u32(0), registers,
                made.attest(), made.rawSignature());
    }
}
