package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CertificateProfile;
import dev.assay.emulator.pki.CertifiedKey;
import dev.assay.emulator.pki.EmulatedPki;
import java.security.KeyPair;
import java.util.function.UnaryOperator;

/** The PCK certificate chain inside a quote, in the making. Belongs to one thread. */
public final class ChainDraft {
    private CertifiedKey pck;
    private CertifiedKey ca;
    private CertifiedKey root;
    private UnaryOperator<String> pem = UnaryOperator.identity();
    private Octets end = Octets.zero(1);

    ChainDraft(EmulatedPki pki, EmulatedPlatform platform) {
        this.pck = platform.pck();
        this.ca = pki.authority(platform.facts().ca());
        this.root = pki.root();
    }

    public CertifiedKey pck() {
        return pck;
    }

    public CertifiedKey ca() {
        return ca;
    }

    public CertifiedKey root() {
        return root;
    }

    /** The same PCK under a changed certificate of the same authority. */
    public ChainDraft reissuePck(UnaryOperator<CertificateProfile> change) {
        return reissuePck(ca.keys(), change);
    }

    public ChainDraft reissuePck(KeyPair signer, UnaryOperator<CertificateProfile> change) {
        this.pck = pck.reissued(signer, change);
        return this;
    }

    /** The same authority's key under a changed certificate of the root. */
    public ChainDraft reissueCa(UnaryOperator<CertificateProfile> change) {
        return reissueCa(root.keys(), change);
    }

    public ChainDraft reissueCa(KeyPair signer, UnaryOperator<CertificateProfile> change) {
        this.ca = ca.reissued(signer, change);
        return this;
    }

    /** The same root key under a changed certificate of its own. */
    public ChainDraft reissueRoot(UnaryOperator<CertificateProfile> change) {
        this.root = root.reissued(root.keys(), change);
        return this;
    }

    /** Another root under the same name, over the authority that was. */
    public ChainDraft replaceRoot(CertifiedKey other) {
        this.root = other;
        return reissueCa(UnaryOperator.identity());
    }

    /** Three other certificates. */
    public ChainDraft replaceAll(CertifiedKey otherPck, CertifiedKey otherCa, CertifiedKey otherRoot) {
        this.pck = otherPck;
        this.ca = otherCa;
        this.root = otherRoot;
        return this;
    }

    /** Changes the certificates' text: PCK, authority, root. */
    public ChainDraft pem(UnaryOperator<String> change) {
        this.pem = change;
        return this;
    }

    /** What follows the text: one NUL, unless told. */
    public ChainDraft end(Octets octets) {
        this.end = octets;
        return this;
    }

    Octets make() {
        return Octets.utf8(pem.apply(pck.pem() + ca.pem() + root.pem())).then(end);
    }
}
