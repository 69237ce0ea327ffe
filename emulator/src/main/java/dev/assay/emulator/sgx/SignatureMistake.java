package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.P256;
import java.security.KeyPair;
import java.util.function.Consumer;

/** Mistakes in the quote's own signature: step A.19. The quoting enclave vouches for whatever key is in the quote. */
public enum SignatureMistake implements Mistake {
    /** A.19 */
    QUOTE_SIGNATURE_WRONG(quote -> quote.signature(Faults::flipped)),
    /** A.19: signed by another key than the one the quoting enclave vouches for. */
    QUOTE_SIGNED_BY_OTHER_KEY(SignatureMistake::otherKey),
    /** A.19 (PK-07) */
    QUOTE_SIGNATURE_R_ZERO(quote -> quote.signature(Faults::zeroR)),
    /** A.19 (PK-07) */
    QUOTE_SIGNATURE_S_ZERO(quote -> quote.signature(Faults::zeroS)),
    /** A.19 (PK-07, CVE-2022-21449) */
    QUOTE_SIGNATURE_ALL_ZERO(quote -> quote.signature(signature -> Octets.zero(64))),
    /** A.19 (PK-07): r is the group's order. */
    QUOTE_SIGNATURE_R_TOO_LARGE(quote -> quote.signature(Faults::orderR)),
    /** A.19 (PK-07): s is the group's order. */
    QUOTE_SIGNATURE_S_TOO_LARGE(quote -> quote.signature(Faults::orderS)),
    /** A.19 (PK-08): y has a bit flipped. */
    ATTESTATION_KEY_OFF_THE_CURVE(quote -> quote.attestationPoint(point -> point.flipped(63))),
    /** A.19 (PK-08): x and y are zero, as the point at infinity is often written. */
    ATTESTATION_KEY_AT_INFINITY(quote -> quote.attestationPoint(point -> Octets.zero(64))),
    /** A.19: the header's user data, after signing. */
    HEADER_CHANGED_AFTER_SIGNING(quote -> quote.signedPart(signed -> signed.flipped(28))),
    /** A.19: the enclave's measurement, after signing. */
    MRENCLAVE_CHANGED_AFTER_SIGNING(quote -> quote.signedPart(signed -> signed.flipped(112))),
    /** A.19: the last octet that is signed. */
    REPORT_DATA_CHANGED_AFTER_SIGNING(quote -> quote.signedPart(signed -> signed.flipped(431)));

    private final Consumer<QuoteDraft> change;

    SignatureMistake(Consumer<QuoteDraft> change) {
        this.change = change;
    }

    @Override
    public String step() {
        return "A.19";
    }

    @Override
    public void make(Draft draft) {
        change.accept(draft.quote());
    }

    private static void otherKey(QuoteDraft quote) {
        KeyPair vouchedFor = P256.generate();
        quote.attestationPoint(point -> P256.point(vouchedFor.getPublic()));
    }
}
