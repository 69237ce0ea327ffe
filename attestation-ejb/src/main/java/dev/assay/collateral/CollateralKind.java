package dev.assay.collateral;

import java.util.Arrays;
import java.util.List;

/** The kinds of collateral, with the file names an import and the command line know them by. */
public enum CollateralKind {
    TCB_INFO("tcb_info.json", "tcb_info_issuer_chain.pem"),
    QE_IDENTITY("qe_identity.json",
            "qe_identity_issuer_chain.pem"),
    PCK_CRL("pck_crl.der",
            "pck_crl_issuer_chain.pem"),
    ROOT_CA_CRL("root_ca_crl.der", ""),
    /** Whom a tenant trusts to certify attestation and endorsement keys of TPMs: its own statement, unsigned. */
    TPM_AUTHORITIES("tpm_authorities.json", ""),
    /** What a tenant knows of one TPM: its own statement, unsigned. */
    TPM_DEVICE("tpm_device.json", "");

    /** Those that vendors sign and a source serves. */
    public static final List<CollateralKind> VENDORS = Arrays.stream(values()).filter(kind -> !kind.tenantOwned())
            .toList();

    private final String fileName;
    private final String issuerChainFileName;

    CollateralKind(String fileName, String issuerChainFileName) {
        this.fileName = fileName;
        this.issuerChainFileName = issuerChainFileName;
    }

    public String fileName() {
        return fileName;
    }

    /** Whether it is the tenant's own word, kept with the tenant, and not a vendor's document. */
    public boolean tenantOwned() {
        return this == TPM_AUTHORITIES || this == TPM_DEVICE;
    }

    /** Empty where the issuer is the root itself. */
    public String issuerChainFileName() {
        return issuerChainFileName;
    }
}
