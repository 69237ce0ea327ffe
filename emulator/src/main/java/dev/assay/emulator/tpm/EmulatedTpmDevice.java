package dev.assay.emulator.tpm;

import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bootlog.BootFacts;
import dev.assay.emulator.bootlog.BootLog;
import dev.assay.emulator.bootlog.Fact;
import dev.assay.emulator.bootlog.OperatingSystem;
import dev.assay.emulator.bootlog.Registers;
import dev.assay.emulator.bytes.Octets;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A machine with a TPM that has been booted. Immutable: a reboot gives another value with the same keys.
 *
 * @param facts of every boot; the number of the boot comes from the clock
 */
public record EmulatedTpmDevice(TpmIdentity identity, OperatingSystem system, BootFacts facts, TpmClock clock,
        long firmwareVersion) {
    /** A firmware version before the one devices are made with. */
    public static final long OLD_FIRMWARE = 0x0007_0002_0001_0000L;
    private static final long FIRMWARE = 0x0007_0002_0003_0000L;

    /** A new Windows machine under new authorities; its attestation key signs RSASSA. */
    public static EmulatedTpmDevice create(Instant now) {
        return create(OperatingSystem.WINDOWS, KeyForm.RSASSA, now);
    }

    public static EmulatedTpmDevice create(OperatingSystem system, KeyForm form, Instant now) {
        return of(TpmIdentity.create(TpmPki.create(now), form, now), system);
    }

    /** The machine with these keys, at the same point of its life each time. */
    public static EmulatedTpmDevice of(TpmIdentity identity, OperatingSystem system) {
        return new EmulatedTpmDevice(identity, system, BootFacts.sound(), TpmClock.sample(), FIRMWARE);
    }

    public EmulatedTpmDevice withFacts(BootFacts other) {
        return new EmulatedTpmDevice(identity, system, other, clock, firmwareVersion);
    }

    public EmulatedTpmDevice with(Fact fact, long value) {
        return withFacts(facts.with(fact, value));
    }

    public EmulatedTpmDevice running(OperatingSystem other) {
        return new EmulatedTpmDevice(identity, other, facts, clock, firmwareVersion);
    }

    public EmulatedTpmDevice withClock(TpmClock other) {
        return new EmulatedTpmDevice(identity, system, facts, other, firmwareVersion);
    }

    public EmulatedTpmDevice withFirmwareVersion(long other) {
        return new EmulatedTpmDevice(identity, system, facts, clock, other);
    }

    /** Another machine: other keys under the same authorities. */
    public EmulatedTpmDevice sibling(Instant now) {
        return of(TpmIdentity.create(identity.pki(), identity.attestationKey().form(), now), system);
    }

    /** Off and on: resetCount one more, registers cleared, and a new log. */
    public EmulatedTpmDevice reboot() {
        return withClock(clock.reset());
    }

    /** Asleep and awake: restartCount one more, registers and log as they were. */
    public EmulatedTpmDevice resume() {
        return withClock(clock.restarted());
    }

    /** A minute later in the same boot. */
    public EmulatedTpmDevice later() {
        return withClock(clock.later());
    }

    /** The log of this boot. */
    public BootLog bootLog() {
        return system.boot(facts.with(Fact.BOOT_NUMBER, clock.resets()));
    }

    public Registers registers() {
        return Registers.after(bootLog());
    }

    /** TPM2_Quote (Part 3, 18.4). */
    public Attestation quote(Selection selection, Octets qualifyingData) {
        return quoteOf(registers(), selection, qualifyingData).make();
    }

    AttestDraft quoteOf(Registers registers, Selection selection, Octets qualifyingData) {
        return new AttestDraft(AttestDraft.QUOTE, this, qualifyingData,
                selection.octets().then(Marshal.sized(digest(registers, selection, Bank.SHA256))));
    }

    /** Part 1, 17.6: banks in the order of the list, registers ascending. */
    static Octets digest(Registers registers, Selection selection, Bank hash) {
        Octets values = Octets.zero(0);
        for (Selection.One one : selection.banks()) {
            for (int index : one.registers())
                values = values.then(registers.value(one.bank(), index));
        }
        return hash.digest(values);
    }

    /** TPM2_Certify (Part 3, 18.2) of a key beside the attestation key. */
    public Attestation certify(TpmKey key, Octets qualifyingData) {
        return certification(key, qualifyingData).make();
    }

    AttestDraft certification(TpmKey key, Octets qualifyingData) {
        return new AttestDraft(AttestDraft.CERTIFY, this, qualifyingData, Marshal.sized(key.name())
                .then(Marshal.sized(key.qualifiedName(identity.endorsementKey().qualifiedName()))));
    }

    /**
     * TPM2_ActivateCredential (Part 3, 12.5) for the attestation key.
     *
     * @param idObject TPM2B_ID_OBJECT
     * @param encryptedSecret TPM2B_ENCRYPTED_SECRET
     * @return the secret
     * @throws IllegalArgumentException where the credential is for another TPM or key; starts with the TPM's code
     */
    public Octets activate(Octets idObject, Octets encryptedSecret) {
        return new Activation(identity.endorsementKey().keys(), identity.attestationKey().name()).open(idObject,
                encryptedSecret);
    }

    /** A request of version 2 in which everything is right: a compact JWS. */
    public String attest(TpmChallenge challenge, Instant now) {
        return genuine(challenge, now).request();
    }

    public TpmBundle genuine(TpmChallenge challenge, Instant now) {
        return make(challenge, now, draft -> {});
    }

    /** A request in which one thing is wrong and everything else right at {@code now}. */
    public TpmBundle with(TpmMistake mistake, TpmChallenge challenge, Instant now) {
        return make(challenge, now, mistake::make);
    }

    /** A request in which nothing is wrong, and one fact not to be believed. */
    public TpmBundle with(BootDoubt doubt, TpmChallenge challenge, Instant now) {
        return make(challenge, now, doubt::make);
    }

    /** A request that looks unusual and is as good as a genuine one at {@code now}. */
    public TpmBundle with(TpmVariation variation, TpmChallenge challenge, Instant now) {
        return make(challenge, now, variation::make);
    }

    /** A request with any change to what it is made from. */
    public TpmBundle make(TpmChallenge challenge, Instant now, Consumer<TpmDraft> change) {
        TpmDraft draft = new TpmDraft(this, challenge, now);
        change.accept(draft);
        return draft.make();
    }
}
