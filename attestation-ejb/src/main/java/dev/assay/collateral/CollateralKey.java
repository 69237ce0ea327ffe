package dev.assay.collateral;

import dev.assay.bytes.Bytes;

/**
 * Selects one document within an anchor set (CO-10).
 *
 * @param subject TCB Info: {@code sgx/} and the FMSPC, 12 lower-case hexadecimal digits; QE identity: {@code sgx}; PCK
 *        CRL: {@code processor} or {@code platform}; root CRL and TPM
 *        authorities: empty; TPM device: SHA-256 of its attestation key, hexadecimal
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

    public static CollateralKey tpmAuthorities() {
        return new CollateralKey(CollateralKind.TPM_AUTHORITIES, "");
    }

    /** @param attestationKey SHA-256 of its DER SubjectPublicKeyInfo */
    public static CollateralKey tpmDevice(Bytes attestationKey) {
        return new CollateralKey(CollateralKind.TPM_DEVICE, attestationKey.toHex());
    }

    public static CollateralKey rootCaCrl() {
        return new CollateralKey(CollateralKind.ROOT_CA_CRL, "");
    }
}
