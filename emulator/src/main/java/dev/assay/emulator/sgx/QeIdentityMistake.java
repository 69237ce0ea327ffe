package dev.assay.emulator.sgx;

import dev.assay.emulator.pki.EmulatedPki;
import dev.assay.emulator.pki.P256;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Mistakes in the quoting enclave's identity: step A.14. */
public enum QeIdentityMistake implements Mistake {
    /** A.14 */
    QE_IDENTITY_MISSING("A.14", (draft, document) -> document.absent()),
    /** A.14 */
    QE_IDENTITY_ISSUER_CHAIN_MISSING("A.14", (draft, document) -> document.issuerChainAbsent()),
    /** A.14: not JSON. */
    QE_IDENTITY_NOT_JSON("A.14", (draft, document) -> document.sent(text -> "not JSON")),
    /** A.14: a member stands there twice. */
    QE_IDENTITY_MEMBER_TWICE("A.14", (draft, document) -> SignedJsonFaults.memberTwice(document)),
    /** A.14: text follows the document. */
    QE_IDENTITY_TRAILING_TEXT("A.14", (draft, document) -> document.sent(text -> text + "{}")),
    /** A.14: an instant without its zone. */
    QE_IDENTITY_DATE_MALFORMED("A.14", (draft, document) -> SignedJsonFaults.dateMalformed(document)),
    /** A.14 (CO-05): a status PCS does not have. */
    QE_IDENTITY_STATUS_UNKNOWN("A.14", (draft, document) -> SignedJsonFaults.statusUnknown(document)),

    /** A.14 (CO-01) */
    QE_IDENTITY_SIGNATURE_WRONG("A.14", (draft, document) -> document.signature(Faults::flipped)),
    /** A.14 (PK-07) */
    QE_IDENTITY_SIGNATURE_R_ZERO("A.14", (draft, document) -> document.signature(Faults::zeroR)),
    /** A.14 (PK-07) */
    QE_IDENTITY_SIGNATURE_S_ZERO("A.14", (draft, document) -> document.signature(Faults::zeroS)),
    /** A.14: one octet short. */
    QE_IDENTITY_SIGNATURE_SHORT("A.14", (draft, document) -> document.signature(signature -> signature.slice(0, 63))),
    /** A.14 */
    QE_IDENTITY_SIGNED_BY_OTHER_KEY("A.14", (draft, document) -> document.signingKeys(P256.generate())),
    /** A.14 (CO-01): white space was added after signing. */
    QE_IDENTITY_RESERIALISED("A.14", (draft, document) -> SignedJsonFaults.reserialised(document)),
    /** A.14 (CO-01): the evaluation number was changed after signing. */
    QE_IDENTITY_CHANGED("A.14", (draft, document) -> SignedJsonFaults.changedAfterSigning(document)),

    /** A.14: signed by the root's own key, under a certificate of another common name. */
    QE_IDENTITY_SIGNER_NAME_WRONG("A.14", (draft, document) -> SignedJsonFaults.signer(document, draft,
            profile -> profile.withSubject(EmulatedPki.name("Intel SGX Other Signing")))),
    /** A.14: signer and chain of another PKI. */
    QE_IDENTITY_SIGNER_OF_OTHER_ROOT("A.14", (draft, document) -> SignedJsonFaults.signerOfOtherRoot(document, draft)),
    /** A.14 */
    QE_IDENTITY_SIGNER_SIGNED_BY_OTHER_KEY("A.14",
            (draft, document) -> SignedJsonFaults.signerSignedByOtherKey(document)),
    /** A.14 */
    QE_IDENTITY_SIGNER_EXPIRED("A.14",
            (draft, document) -> SignedJsonFaults.signer(document, draft, Faults.expired(draft))),
    /** A.14 */
    QE_IDENTITY_SIGNER_NOT_YET_VALID("A.14",
            (draft, document) -> SignedJsonFaults.signer(document, draft, Faults.notYet(draft))),
    /** A.14 (PK-06): on the root's CRL. */
    QE_IDENTITY_SIGNER_REVOKED("A.14", (draft, document) -> SignedJsonFaults.signerRevoked(document, draft)),

    /** A.14 (CO-02) */
    QE_IDENTITY_EXPIRED("A.14", (draft, document) -> SignedJsonFaults.expired(document, draft)),
    /** A.14 (CO-02) */
    QE_IDENTITY_NOT_YET_VALID("A.14", (draft, document) -> SignedJsonFaults.notYet(document, draft)),
    /** A.14 (TD-09): the identity of TDX's quoting enclave. */
    QE_IDENTITY_ID_TD_QE("A.14", (draft, document) -> document.id("TD_QE")),
    /** A.14: the identity of the quote verification enclave. */
    QE_IDENTITY_ID_QVE("A.14", (draft, document) -> document.id("QVE")),
    /** A.14: an older format. */
    QE_IDENTITY_VERSION_1("A.14", (draft, document) -> document.version(1)),
    /** A.14 (CO-05): a format to come. */
    QE_IDENTITY_VERSION_3("A.14", (draft, document) -> document.version(3));

    private final String step;
    private final Consumer<Draft> change;

    QeIdentityMistake(String step, BiConsumer<Draft, QeIdentityDraft> change) {
        this.step = step;
        this.change = draft -> change.accept(draft, draft.qeIdentity());
    }

    @Override
    public String step() {
        return step;
    }

    @Override
    public void make(Draft draft) {
        change.accept(draft);
    }
}
