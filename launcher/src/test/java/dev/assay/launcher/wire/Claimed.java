package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.emulator.sgx.EmulatedEnclave;

/** What a client read in a token about an enclave. */
record Claimed(String mrEnclave, String mrSigner, int productId, int svn, boolean debuggable) {
    static Claimed of(EmulatedEnclave enclave) {
        return new Claimed(enclave.mrEnclave().toHex(), enclave.mrSigner().toHex(), enclave.isvProdId(),
                enclave.isvSvn(), enclave.debug());
    }

    void isOf(EmulatedEnclave enclave) {
        assertEquals(of(enclave), this);
    }
}
