package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.EmulatedPki;
import java.time.Duration;
import java.util.function.Consumer;

/** Ways to be unusual without being wrong: a verifier that refuses one is too strict, or trusts the wrong field. */
public enum Variation {
    /** EV-04: genuine services send such padding. */
    PADDED_WITH_70_ZEROS(draft -> draft.quote().sent(quote -> quote.then(Octets.zero(70)))),
    /** EV-04: as much padding as may be. */
    PADDED_WITH_64_KIB(draft -> draft.quote().sent(quote -> quote.then(Octets.zero(65_536)))),
    /** SG-13: the NUL behind the chain is optional. */
    CHAIN_WITHOUT_NUL(draft -> draft.chain().end(Octets.zero(0))),
    /** PK-02: the root's key and serial number under a certificate of other validity. */
    ROOT_CERTIFICATE_RENEWED(draft -> draft.chain()
            .reissueRoot(root -> root.withValidity(root.notBefore(), root.notAfter().minus(Duration.ofDays(5_000))))),
    /** The QE may authenticate no data. */
    QE_AUTHENTICATION_DATA_EMPTY(draft -> draft.quote().qeAuthenticationData(Octets.zero(0))),
    /** The QE may authenticate as much as its length field can say. */
    QE_AUTHENTICATION_DATA_LONG(draft -> draft.quote().qeAuthenticationData(Octets.zero(65_535))),
    /** SG-04: the header's PCE SVN is informational. */
    HEADER_PCE_SVN_ALL_ONES(draft -> draft.quote().header(HeaderField.PCE_SVN, Octets.u16(0xffff))),
    /** SG-04: the header's QE SVN is informational. */
    HEADER_QE_SVN_ZERO(draft -> draft.quote().header(HeaderField.QE_SVN, Octets.u16(0))),
    /** SG-04: the report's CPUSVN is not what levels are matched with. */
    REPORT_CPUSVN_ZERO(draft -> draft.quote()
            .enclaveReport(report -> report.with(ReportField.CPUSVN, Octets.zero(16)))),
    /** SG-05: the order of levels does not matter. */
    TCB_LEVELS_REVERSED(draft -> draft.tcbInfo().levels(draft.tcbInfo().levels().reversed())),
    /** PK-05: others are revoked. */
    OTHERS_REVOKED(draft -> {
        for (int i = 0; i < 50; i++)
            draft.collateral().pckCrl().revoke(EmulatedPki.newSerial());
        draft.collateral().rootCrl().revoke(EmulatedPki.newSerial());
    }),
    /** SWHardeningNeeded passes under the strict baseline, with its advisories as a claim. */
    SW_HARDENING_NEEDED(draft -> draft.tcbInfo()
            .current(level -> level.withStatus("SWHardeningNeeded", "INTEL-SA-00334", "INTEL-SA-00615"))),
    /** SG-12: a production enclave with key separation and sharing. */
    KSS(draft -> draft.quote().enclaveReport(report -> Kss.sample().describe(report).with(ReportField.ATTRIBUTES,
            Octets.hex("8500000000000000e700000000000000"))));

    private final Consumer<Draft> change;

    Variation(Consumer<Draft> change) {
        this.change = change;
    }

    void make(Draft draft) {
        change.accept(draft);
    }
}
