package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CertifiedKey;
import dev.assay.emulator.pki.EmulatedPki;
import dev.assay.emulator.pki.P256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;

/** Mistakes in the certificate chain inside the quote: steps A.6 to A.10. */
public enum ChainMistake implements Mistake {
    /** A.6 */
    CHAIN_EMPTY("A.6", draft -> draft.chain().pem(text -> "").end(Octets.zero(0))),
    /** A.6: the root is left out. */
    CHAIN_OF_TWO("A.6", draft -> draft.chain().pem(text -> draft.chain().pck().pem() + draft.chain().ca().pem())),
    /** A.6: the root is there twice. */
    CHAIN_OF_FOUR("A.6", draft -> draft.chain().pem(text -> text + draft.chain().root().pem())),
    /** A.6: a character that is not of the alphabet. */
    CHAIN_NOT_BASE64("A.6", draft -> draft.chain().pem(text -> text.replaceFirst("\nMII", "\n*II"))),
    /** A.6: the PCK certificate's last octets are missing. */
    CHAIN_CERTIFICATE_CUT("A.6", draft -> draft.chain().pem(ChainMistake::withoutItsLastLine)),
    /** A.6 (SG-13): one NUL may follow the text, and two do. */
    CHAIN_ENDS_IN_TWO_NULS("A.6", draft -> draft.chain().end(Octets.zero(2))),

    /** A.7: another root under the pinned one's name, over the same authority. */
    ROOT_KEY_NOT_PINNED("A.7", draft -> draft.chain().replaceRoot(EmulatedPki.create(draft.now()).root())),
    /** A.7: all three certificates are self-made. */
    CHAIN_SELF_MADE("A.7", ChainMistake::selfMade),
    /** A.7: the pinned key, under a certificate whose signature has a bit flipped. */
    ROOT_SIGNATURE_WRONG("A.7", draft -> draft.chain().replaceRoot(withSignatureFlipped(draft.chain().root()))),

    /** A.8 */
    CA_SIGNED_BY_OTHER_KEY("A.8", draft -> draft.chain().reissueCa(P256.generate(), ca -> ca)),
    /** A.8: signed by the root, and names another issuer. */
    CA_ISSUER_NAME_WRONG("A.8",
            draft -> draft.chain().reissueCa(ca -> ca.withIssuer(EmulatedPki.name("Intel SGX Other Root CA")))),
    /** A.8: sound but for its common name. */
    CA_NAME_WRONG("A.8", draft -> renameCa(draft, EmulatedPki.name("Intel SGX PCK Server CA"))),
    /** A.8: basicConstraints says that it is none. */
    CA_NOT_AN_AUTHORITY("A.8", draft -> draft.chain().reissueCa(ca -> ca.withAuthority(false))),
    /** A.8: keyUsage allows CRLs only. */
    CA_MAY_NOT_SIGN_CERTIFICATES("A.8", draft -> draft.chain().reissueCa(ca -> ca.withKeyUsage(KeyUsage.cRLSign))),
    /** A.8 (PK-03) */
    CA_UNKNOWN_CRITICAL_EXTENSION("A.8",
            draft -> draft.chain().reissueCa(ca -> ca.withExtension(Faults.unknownCritical()))),

    /** A.9 */
    PCK_SIGNED_BY_OTHER_KEY("A.9", draft -> draft.chain().reissuePck(P256.generate(), pck -> pck)),
    /** A.9: signed by the authority, and names the other one as issuer. */
    PCK_ISSUER_NAME_WRONG("A.9", draft -> draft.chain()
            .reissuePck(pck -> pck.withIssuer(draft.pki().authority(draft.otherCa()).subject()))),
    /** A.9: sound but for its common name. */
    PCK_NAME_WRONG("A.9",
            draft -> draft.chain().reissuePck(pck -> pck.withSubject(EmulatedPki.name("Intel SGX Certificate")))),
    /** A.9 (PK-03) */
    PCK_UNKNOWN_CRITICAL_EXTENSION("A.9",
            draft -> draft.chain().reissuePck(pck -> pck.withExtension(Faults.unknownCritical()))),

    /** A.10 */
    PCK_EXPIRED("A.10", draft -> draft.chain().reissuePck(Faults.expired(draft))),
    /** A.10 */
    PCK_NOT_YET_VALID("A.10", draft -> draft.chain().reissuePck(Faults.notYet(draft))),
    /** A.10 */
    CA_EXPIRED("A.10", draft -> draft.chain().reissueCa(Faults.expired(draft))),
    /** A.10 */
    CA_NOT_YET_VALID("A.10", draft -> draft.chain().reissueCa(Faults.notYet(draft))),
    /** A.10: in the quote; the collateral's chains carry the root's other certificate. */
    ROOT_EXPIRED("A.10", draft -> draft.chain().reissueRoot(Faults.expired(draft))),
    /** A.10: in the quote; the collateral's chains carry the root's other certificate. */
    ROOT_NOT_YET_VALID("A.10", draft -> draft.chain().reissueRoot(Faults.notYet(draft)));

    private final String step;
    private final Consumer<Draft> change;

    ChainMistake(String step, Consumer<Draft> change) {
        this.step = step;
        this.change = change;
    }

    @Override
    public String step() {
        return step;
    }

    @Override
    public void make(Draft draft) {
        change.accept(draft);
    }

    private static String withoutItsLastLine(String text) {
        return text.replaceFirst("\n[^\n-]+\n-----END", "\n-----END");
    }

    private static void selfMade(Draft draft) {
        EmulatedPki pki = EmulatedPki.create(draft.now());
        EmulatedPlatform platform = EmulatedPlatform.create(pki, draft.facts(), draft.now());
        draft.chain().replaceAll(platform.pck(), pki.authority(draft.facts().ca()), pki.root());
        draft.quote().qeSigner(platform.pck().keys());
    }

    private static void renameCa(Draft draft, X500Name name) {
        draft.chain().reissueCa(ca -> ca.withSubject(name)).reissuePck(pck -> pck.withIssuer(name));
        draft.collateral().pckCrl().issuer(name);
    }

    private static CertifiedKey withSignatureFlipped(CertifiedKey root) {
        Octets der = root.der();
        try {
            return new CertifiedKey(root.keys(),
                    new X509CertificateHolder(der.flipped(der.length() - 1).toArray()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
