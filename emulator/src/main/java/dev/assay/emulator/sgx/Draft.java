package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CaKind;
import dev.assay.emulator.pki.EmulatedPki;
import java.security.KeyPair;
import java.time.Instant;

/** Everything one bundle of evidence and collateral is made from, before anything is signed. Belongs to one thread. */
public final class Draft {
    private final EmulatedPki pki;
    private final EmulatedPlatform platform;
    private final Instant now;
    private final ChainDraft chain;
    private final QuoteDraft quote;
    private final CollateralDraft collateral;

    Draft(EmulatedPki pki, EmulatedPlatform platform, QuoteDraft quote, Instant now) {
        this.pki = pki;
        this.platform = platform;
        this.quote = quote;
        this.now = now;
        this.chain = new ChainDraft(pki, platform);
        this.collateral = new CollateralDraft(pki, platform.facts(), now);
    }

    public EmulatedPki pki() {
        return pki;
    }

    public PlatformFacts facts() {
        return platform.facts();
    }

    public Instant now() {
        return now;
    }

    KeyPair attestationKey() {
        return platform.attestationKey();
    }

    public ChainDraft chain() {
        return chain;
    }

    public QuoteDraft quote() {
        return quote;
    }

    public CollateralDraft collateral() {
        return collateral;
    }

    public TcbInfoDraft tcbInfo() {
        return collateral.tcbInfo();
    }

    public QeIdentityDraft qeIdentity() {
        return collateral.qeIdentity();
    }

    /** The other authority of the same PKI. */
    CaKind otherCa() {
        return facts().ca() == CaKind.PROCESSOR ? CaKind.PLATFORM : CaKind.PROCESSOR;
    }

    EvidenceBundle make() {
        Octets made = quote.make(chain.make());
        return new EvidenceBundle(made, collateral.make(), new Anchor(pki.rootCertificatePem(), pki.rootSpki()),
                platform.facts());
    }
}
