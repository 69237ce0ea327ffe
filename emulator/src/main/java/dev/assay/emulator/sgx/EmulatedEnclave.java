package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import java.util.Optional;

/**
 * An enclave's identity, as its reports state it.
 *
 * @param mrEnclave 32 octets
 * @param mrSigner 32 octets
 * @param isvProdId 0–65535
 * @param isvSvn 0–65535
 * @param kss present where the enclave uses key separation and sharing
 */
public record EmulatedEnclave(Octets mrEnclave, Octets mrSigner, int isvProdId, int isvSvn, boolean debug,
        Optional<Kss> kss) {
    private static final long INIT = 0x01;
    private static final long DEBUG = 0x02;
    private static final long MODE64BIT = 0x04;
    private static final long KSS = 0x80;
    /** Legacy x87, SSE, AVX, AVX-512: what a current server processor offers. */
    private static final long XFRM = 0xe7;

    /** A production enclave made up for demonstrations. */
    public static EmulatedEnclave sample() {
        return new EmulatedEnclave(Octets.utf8("Assay emulated enclave").sha256(),
                Octets.utf8("Assay emulated signer").sha256(), 1, 3, false, Optional.empty());
    }

    public EmulatedEnclave withMrEnclave(Octets value) {
        return new EmulatedEnclave(value, mrSigner, isvProdId, isvSvn, debug, kss);
    }

    public EmulatedEnclave withMrSigner(Octets value) {
        return new EmulatedEnclave(mrEnclave, value, isvProdId, isvSvn, debug, kss);
    }

    public EmulatedEnclave withProduct(int prodId, int svn) {
        return new EmulatedEnclave(mrEnclave, mrSigner, prodId, svn, debug, kss);
    }

    public EmulatedEnclave withDebug(boolean on) {
        return new EmulatedEnclave(mrEnclave, mrSigner, isvProdId, isvSvn, on, kss);
    }

    public EmulatedEnclave withKss(Kss values) {
        return new EmulatedEnclave(mrEnclave, mrSigner, isvProdId, isvSvn, debug, Optional.of(values));
    }

    /** This enclave's report on a platform. */
    Report report(Octets cpuSvn, Octets reportData) {
        Report report = Report.empty().with(ReportField.CPUSVN, cpuSvn)
                .with(ReportField.ATTRIBUTES, Octets.u64(flags()).then(Octets.u64(XFRM)))
                .with(ReportField.MRENCLAVE, mrEnclave).with(ReportField.MRSIGNER, mrSigner)
                .with(ReportField.ISVPRODID, Octets.u16(isvProdId)).with(ReportField.ISVSVN, Octets.u16(isvSvn))
                .with(ReportField.REPORTDATA, reportData);
        return kss.map(values -> values.describe(report)).orElse(report);
    }

    private long flags() {
        return INIT | MODE64BIT | (debug ? DEBUG : 0) | (kss.isPresent() ? KSS : 0);
    }
}
