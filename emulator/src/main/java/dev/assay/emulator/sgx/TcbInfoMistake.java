package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.EmulatedPki;
import dev.assay.emulator.pki.P256;
import java.util.Collections;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Mistakes in TCB Info: steps A.12 and A.13. */
public enum TcbInfoMistake implements Mistake {
    /** A.12 */
    TCB_INFO_MISSING("A.12", (draft, document) -> document.absent()),
    /** A.12 */
    TCB_INFO_ISSUER_CHAIN_MISSING("A.12", (draft, document) -> document.issuerChainAbsent()),
    /** A.12: not JSON. */
    TCB_INFO_NOT_JSON("A.12", (draft, document) -> document.sent(text -> "not JSON")),
    /** A.12: a member stands there twice. */
    TCB_INFO_MEMBER_TWICE("A.12", (draft, document) -> SignedJsonFaults.memberTwice(document)),
    /** A.12: text follows the document. */
    TCB_INFO_TRAILING_TEXT("A.12", (draft, document) -> document.sent(text -> text + "{}")),
    /** A.12: an instant without its zone. */
    TCB_INFO_DATE_MALFORMED("A.12", (draft, document) -> SignedJsonFaults.dateMalformed(document)),
    /** A.12 (CO-05): a status PCS does not have. */
    TCB_INFO_STATUS_UNKNOWN("A.12", (draft, document) -> SignedJsonFaults.statusUnknown(document)),

    /** A.12 (CO-01) */
    TCB_INFO_SIGNATURE_WRONG("A.12", (draft, document) -> document.signature(Faults::flipped)),
    /** A.12 (PK-07) */
    TCB_INFO_SIGNATURE_R_ZERO("A.12", (draft, document) -> document.signature(Faults::zeroR)),
    /** A.12 (PK-07) */
    TCB_INFO_SIGNATURE_S_ZERO("A.12", (draft, document) -> document.signature(Faults::zeroS)),
    /** A.12: one octet short. */
    TCB_INFO_SIGNATURE_SHORT("A.12", (draft, document) -> document.signature(signature -> signature.slice(0, 63))),
    /** A.12 */
    TCB_INFO_SIGNED_BY_OTHER_KEY("A.12", (draft, document) -> document.signingKeys(P256.generate())),
    /** A.12 (CO-01): white space was added after signing. */
    TCB_INFO_RESERIALISED("A.12", (draft, document) -> SignedJsonFaults.reserialised(document)),
    /** A.12 (CO-01): the evaluation number was changed after signing. */
    TCB_INFO_CHANGED("A.12", (draft, document) -> SignedJsonFaults.changedAfterSigning(document)),

    /** A.12: signed by the root's own key, under a certificate of another common name. */
    TCB_INFO_SIGNER_NAME_WRONG("A.12", (draft, document) -> SignedJsonFaults.signer(document, draft,
            profile -> profile.withSubject(EmulatedPki.name("Intel SGX Other Signing")))),
    /** A.12: signer and chain of another PKI. */
    TCB_INFO_SIGNER_OF_OTHER_ROOT("A.12", (draft, document) -> SignedJsonFaults.signerOfOtherRoot(document, draft)),
    /** A.12 */
    TCB_INFO_SIGNER_SIGNED_BY_OTHER_KEY("A.12", (draft, document) -> SignedJsonFaults.signerSignedByOtherKey(document)),
    /** A.12 */
    TCB_INFO_SIGNER_EXPIRED("A.12",
            (draft, document) -> SignedJsonFaults.signer(document, draft, Faults.expired(draft))),
    /** A.12 */
    TCB_INFO_SIGNER_NOT_YET_VALID("A.12",
            (draft, document) -> SignedJsonFaults.signer(document, draft, Faults.notYet(draft))),
    /** A.12 (PK-06): on the root's CRL. */
    TCB_INFO_SIGNER_REVOKED("A.12", (draft, document) -> SignedJsonFaults.signerRevoked(document, draft)),

    /** A.12 (CO-02) */
    TCB_INFO_EXPIRED("A.12", (draft, document) -> SignedJsonFaults.expired(document, draft)),
    /** A.12 (CO-02) */
    TCB_INFO_NOT_YET_VALID("A.12", (draft, document) -> SignedJsonFaults.notYet(document, draft)),
    /** A.12: sound TCB Info, but for TDX. */
    TCB_INFO_ID_TDX("A.12", (draft, document) -> document.id("TDX")),
    /** A.12: an older format. */
    TCB_INFO_VERSION_2("A.12", (draft, document) -> document.version(2)),
    /** A.12 (CO-05): a format to come. */
    TCB_INFO_VERSION_4("A.12", (draft, document) -> document.version(4)),
    /** A.12 (CO-05): another composition of the TCB. */
    TCB_INFO_TYPE_1("A.12", (draft, document) -> document.tcbType(1)),
    /** A.12 (SG-05) */
    TCB_INFO_LEVEL_OF_15_COMPONENTS("A.12", (draft, document) -> document
            .current(level -> level.withComponents(level.components().subList(0, 15)))),
    /** A.12 (SG-05) */
    TCB_INFO_LEVEL_OF_17_COMPONENTS("A.12", (draft, document) -> document
            .current(level -> level.withComponents(Collections.nCopies(17, 1)))),
    /** A.12: 256 does not fit a component. */
    TCB_INFO_COMPONENT_TOO_LARGE("A.12", (draft, document) -> document.current(level -> level.withComponent(0, 256))),

    /** A.13: sound TCB Info, of another family. */
    TCB_INFO_OTHER_FMSPC("A.13", (draft, document) -> document.fmspc(Octets.hex("a55af0000000"))),
    /** A.13: sound TCB Info, of another provisioning enclave. */
    TCB_INFO_OTHER_PCEID("A.13", (draft, document) -> document.pceId(Octets.hex("0100")));

    private final String step;
    private final Consumer<Draft> change;

    TcbInfoMistake(String step, BiConsumer<Draft, TcbInfoDraft> change) {
        this.step = step;
        this.change = draft -> change.accept(draft, draft.tcbInfo());
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
