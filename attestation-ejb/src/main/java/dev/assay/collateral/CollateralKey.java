package dev.assay.collateral;

/**
 * Selects one document within an anchor set (CO-10).
 *
 * @param subject TCB Info: {@code sgx/} and the FMSPC, 12 lower-case hexadecimal digits; QE identity: {@code sgx}; PCK
 *        CRL: {@code processor} or {@code platform}; root CRL: empty
 */
public record CollateralKey(CollateralKind kind, String subject) {
    public static CollateralKey sgxTcbInfo(String fmspc) {
        return new CollateralKey(CollateralKind.TCB_INFO, "sgx/" + fmspc);
    }

    public static CollateralKey sgxQeIdentity() {
        return new CollateralKey(CollateralKind.QE_IDENTITY, "sgx");
    }

    /** @param ca {@code processor} or {@code platform} */
    public static CollateralKey pckCrl(String ca) {
        return new CollateralKey(CollateralKind.PCK_CRL, ca);
    }

    public static CollateralKey rootCaCrl() {
        return new CollateralKey(CollateralKind.ROOT_CA_CRL, "");
    }
}
