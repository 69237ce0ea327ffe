package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CrlDraft;
import dev.assay.emulator.pki.EmulatedPki;
import java.time.Instant;
import java.util.Optional;

/** The four documents a platform's quotes are judged by, in the making. Belongs to one thread. */
public final class CollateralDraft {
    private final String pckCrlIssuerChain;
    private final TcbInfoDraft tcbInfo;
    private final QeIdentityDraft qeIdentity;
    private CrlDraft pckCrl;
    private final CrlDraft rootCrl;

    CollateralDraft(EmulatedPki pki, PlatformFacts platform, Instant now) {
        this.tcbInfo = new TcbInfoDraft(pki, platform, now);
        this.qeIdentity = new QeIdentityDraft(pki, now);
        this.pckCrl = CrlDraft.ofAuthority(pki, platform.ca(), now);
        this.rootCrl = CrlDraft.ofRoot(pki, now);
        this.pckCrlIssuerChain = pki.pckCrlIssuerChainPem(platform.ca());
    }

    public TcbInfoDraft tcbInfo() {
        return tcbInfo;
    }

    public QeIdentityDraft qeIdentity() {
        return qeIdentity;
    }

    public CrlDraft pckCrl() {
        return pckCrl;
    }

    /** Puts another CRL in the place of the PCK's. */
    public CollateralDraft pckCrl(CrlDraft other) {
        this.pckCrl = other;
        return this;
    }

    public CrlDraft rootCrl() {
        return rootCrl;
    }

    EmulatedCollateral make() {
        EmulatedCollateral.Files files = new EmulatedCollateral.Files();
        files.put(EmulatedCollateral.TCB_INFO, tcbInfo.make());
        files.put(EmulatedCollateral.TCB_INFO_ISSUER_CHAIN, tcbInfo.issuerChain());
        files.put(EmulatedCollateral.QE_IDENTITY, qeIdentity.make());
        files.put(EmulatedCollateral.QE_IDENTITY_ISSUER_CHAIN, qeIdentity.issuerChain());
        Optional<Octets> crl = pckCrl.make();
        files.put(EmulatedCollateral.PCK_CRL, crl);
        files.put(EmulatedCollateral.PCK_CRL_ISSUER_CHAIN, crl.map(made -> Octets.utf8(pckCrlIssuerChain)));
        files.put(EmulatedCollateral.ROOT_CA_CRL, rootCrl.make());
        return files.collateral();
    }
}
