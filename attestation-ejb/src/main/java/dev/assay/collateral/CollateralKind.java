package dev.assay.collateral;

/** The kinds of collateral, with the file names an import and the command line know them by. */
public enum CollateralKind {
    TCB_INFO("tcb_info.json", "tcb_info_issuer_chain.pem"),
    QE_IDENTITY("qe_identity.json",
            "qe_identity_issuer_chain.pem"),
    PCK_CRL("pck_crl.der",
            "pck_crl_issuer_chain.pem"),
    ROOT_CA_CRL("root_ca_crl.der", "");

    private final String fileName;
    private final String issuerChainFileName;

    CollateralKind(String fileName, String issuerChainFileName) {
        this.fileName = fileName;
        this.issuerChainFileName = issuerChainFileName;
    }

    public String fileName() {
        return fileName;
    }

    /** Empty where the issuer is the root itself. */
    public String issuerChainFileName() {
        return issuerChainFileName;
    }
}
