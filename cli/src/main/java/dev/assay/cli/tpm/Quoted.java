package dev.assay.cli.tpm;

import dev.assay.bytes.Bytes;
import dev.assay.tpm2.Attest;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.TpmSignature;

/**
 * What TPM2_Quote made, and the values it is about.
 *
 * @param attest TPMS_ATTEST. @param signature TPMT_SIGNATURE
 */
record Quoted(Bytes attest, Bytes signature, PcrValues values) {
    /** Whether no register moved between their reading and the quote. */
    boolean fits() {
        Attest read = Attest.read(attest);
        return values.digest(read.quote().selections(), TpmSignature.read(signature).scheme().hash())
                .equals(read.quote().pcrDigest());
    }
}
