package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;

/**
 * What key separation and sharing adds to an enclave's identity.
 *
 * @param extProdId 16 octets
 * @param configId 64 octets
 * @param configSvn 0–65535
 * @param familyId 16 octets
 */
public record Kss(Octets extProdId, Octets configId, int configSvn, Octets familyId) {
    /** Four values that differ from zero and from each other. */
    public static Kss sample() {
        return new Kss(Octets.utf8("ext product id 1"), Octets.utf8("configuration").sha256().then(Octets.zero(32)), 7,
                Octets.utf8("family of id one"));
    }

    Report describe(Report report) {
        return report.with(ReportField.ISVEXTPRODID, extProdId).with(ReportField.CONFIGID, configId)
                .with(ReportField.CONFIGSVN, Octets.u16(configSvn)).with(ReportField.ISVFAMILYID, familyId);
    }
}
