package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.P256;
import java.security.KeyPair;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Mistakes about the quoting enclave, its report and what identifies it: steps A.15 to A.18. */
public enum QuotingEnclaveMistake implements Mistake {
    /** A.15 */
    QE_REPORT_SIGNATURE_WRONG("A.15", signature(Faults::flipped)),
    /** A.15: signed by a key no certificate names. */
    QE_REPORT_SIGNED_BY_OTHER_KEY("A.15", draft -> draft.quote().qeSigner(P256.generate())),
    /** A.15 (PK-07) */
    QE_REPORT_SIGNATURE_R_ZERO("A.15", signature(Faults::zeroR)),
    /** A.15 (PK-07) */
    QE_REPORT_SIGNATURE_S_ZERO("A.15", signature(Faults::zeroS)),
    /** A.15 (PK-07, CVE-2022-21449) */
    QE_REPORT_SIGNATURE_ALL_ZERO("A.15", signature(sealed -> Octets.zero(64))),
    /** A.15 (PK-07): r is the group's order. */
    QE_REPORT_SIGNATURE_R_TOO_LARGE("A.15", signature(Faults::orderR)),
    /** A.15 (PK-07): s is the group's order. */
    QE_REPORT_SIGNATURE_S_TOO_LARGE("A.15", signature(Faults::orderS)),

    /** A.16: the hash has a bit flipped. */
    QE_REPORT_DATA_HASH_WRONG("A.16", reportData(data -> data.flipped(0))),
    /** A.16: the last octet of the hash; comparing a prefix overlooks it (EV-07). */
    QE_REPORT_DATA_HASH_END_WRONG("A.16", reportData(data -> data.flipped(31))),
    /** A.16: the first octet behind the hash; Intel's library does not look there. */
    QE_REPORT_DATA_UPPER_NOT_ZERO("A.16", reportData(data -> data.flipped(32))),
    /** A.16: the last octet. */
    QE_REPORT_DATA_END_NOT_ZERO("A.16", reportData(data -> data.flipped(63))),
    /** A.16: the authentication data are others than those hashed. */
    QE_AUTHENTICATION_DATA_CHANGED("A.16", draft -> draft.quote().sentAuthenticationData(data -> data.flipped(0))),
    /** A.16 (SG-02): a genuine QE report, beside a self-made attestation key that signed the quote. */
    ATTESTATION_KEY_SELF_MADE("A.16", QuotingEnclaveMistake::selfMadeKey),

    /** A.17 */
    QE_MISCSELECT_OTHER("A.17", field(ReportField.MISCSELECT, "01000000")),
    /** A.17: without PROVISIONKEY. */
    QE_ATTRIBUTES_OTHER("A.17", field(ReportField.ATTRIBUTES, "0500000000000000e700000000000000")),
    /** A.17 (SG-09): debuggable, and the identity's mask does not cover it. */
    QE_DEBUGGABLE("A.17", QuotingEnclaveMistake::debuggable),
    /** A.17 */
    QE_MRSIGNER_OTHER("A.17", field(ReportField.MRSIGNER, "ab".repeat(32))),
    /** A.17 */
    QE_ISVPRODID_OTHER("A.17", field(ReportField.ISVPRODID, "0200")),

    /** A.18: below the lowest level there is. */
    QE_BELOW_EVERY_LEVEL("A.18", field(ReportField.ISVSVN, "0100"));

    private final String step;
    private final Consumer<Draft> change;

    QuotingEnclaveMistake(String step, Consumer<Draft> change) {
        this.step = step;
        this.change = change;
    }

    @Override
    public String step() {
        return step;
    }

    @Override
    public void make(Draft draft) {
        change.accept(draft);
    }

    private static Consumer<Draft> signature(UnaryOperator<Octets> change) {
        return draft -> draft.quote().qeReportSignature(change);
    }

    private static Consumer<Draft> reportData(UnaryOperator<Octets> change) {
        return draft -> draft.quote().qeReportData(change);
    }

    private static Consumer<Draft> field(ReportField field, String hex) {
        return draft -> draft.quote().qeReport(report -> report.with(field, Octets.hex(hex)));
    }

    private static void selfMadeKey(Draft draft) {
        Octets genuine = P256.point(draft.attestationKey().getPublic()).then(QuotingEnclave.AUTHENTICATION_DATA)
                .sha256().then(Octets.zero(32));
        KeyPair selfMade = P256.generate();
        draft.quote().attestationKey(selfMade).qeReportData(data -> genuine);
    }

    private static void debuggable(Draft draft) {
        Octets attributes = Octets.hex("1700000000000000e700000000000000");
        draft.quote().qeReport(report -> report.with(ReportField.ATTRIBUTES, attributes));
        draft.qeIdentity().attributes(Octets.hex("11000000000000000000000000000000"),
                Octets.hex("f9ffffffffffffff0000000000000000"));
    }
}
