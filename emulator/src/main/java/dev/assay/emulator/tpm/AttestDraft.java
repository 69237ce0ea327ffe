package dev.assay.emulator.tpm;

import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bytes.Octets;
import java.util.function.UnaryOperator;

/** A TPMS_ATTEST in the making (Part 2, 10.12.12). Belongs to one thread. */
public final class AttestDraft {
    private static final long GENERATED = 0xff54_4347L;
    static final int QUOTE = 0x8018;
    static final int CERTIFY = 0x8017;

    private long magic = GENERATED;
    private int type;
    private final Octets signerName;
    private Octets extraData;
    private TpmClock clock;
    private long firmwareVersion;
    private Octets body;
    private TpmKey signer;
    private KeyForm form;
    private Bank hash = Bank.SHA256;
    private UnaryOperator<Octets> signedOctets = UnaryOperator.identity();
    private UnaryOperator<Octets> sentOctets = UnaryOperator.identity();
    private UnaryOperator<Octets> signature = UnaryOperator.identity();

    AttestDraft(int type, EmulatedTpmDevice device, Octets extraData, Octets body) {
        this.type = type;
        this.signer = device.identity().attestationKey();
        this.form = signer.form();
        this.signerName = signer.qualifiedName(device.identity().endorsementKey().qualifiedName());
        this.clock = device.clock();
        this.firmwareVersion = device.firmwareVersion();
        this.extraData = extraData;
        this.body = body;
    }

    public AttestDraft magic(long value) {
        this.magic = value;
        return this;
    }

    public AttestDraft type(int value) {
        this.type = value;
        return this;
    }

    public AttestDraft extraData(UnaryOperator<Octets> change) {
        this.extraData = change.apply(extraData);
        return this;
    }

    public AttestDraft clock(UnaryOperator<TpmClock> change) {
        this.clock = change.apply(clock);
        return this;
    }

    public AttestDraft firmwareVersion(long value) {
        this.firmwareVersion = value;
        return this;
    }

    /** TPMS_QUOTE_INFO or TPMS_CERTIFY_INFO. */
    public AttestDraft body(UnaryOperator<Octets> change) {
        this.body = change.apply(body);
        return this;
    }

    /** Another key, while the Name within stays. */
    public AttestDraft signer(TpmKey other) {
        this.signer = other;
        this.form = other.form();
        return this;
    }

    /** Another scheme of the same kind of key. */
    public AttestDraft form(KeyForm other) {
        this.form = other;
        return this;
    }

    public AttestDraft hash(Bank other) {
        this.hash = other;
        return this;
    }

    Bank hash() {
        return hash;
    }

    /** Changes what is signed. */
    public AttestDraft signedOctets(UnaryOperator<Octets> change) {
        this.signedOctets = change;
        return this;
    }

    /** Changes what was signed. */
    public AttestDraft sentOctets(UnaryOperator<Octets> change) {
        this.sentOctets = change;
        return this;
    }

    /** Changes TPMT_SIGNATURE. */
    public AttestDraft signature(UnaryOperator<Octets> change) {
        this.signature = change;
        return this;
    }

    Attestation make() {
        Octets signed = signedOctets.apply(octets());
        return new Attestation(sentOctets.apply(signed),
                signature.apply(form.signature(signer.keys(), signed, hash)), form.raw(signer.keys(), signed, hash));
    }

    private Octets octets() {
        return Octets.join(Octets.big32(magic), Octets.big16(type), Marshal.sized(signerName),
                Marshal.sized(extraData), clock.octets(), Octets.big64(firmwareVersion), body);
    }
}
