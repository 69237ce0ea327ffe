package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CrlDraft;
import dev.assay.emulator.pki.EmulatedPki;
import dev.assay.emulator.pki.P256;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Mistakes about revocation: step A.11. A revoked certificate is a {@code reject}; a CRL that cannot be relied on is
 * {@code unavailable}. The root's CRL also covers the TCB signer, so where it is unsound, A.12 and A.14 cannot hold
 * either.
 */
public enum RevocationMistake implements Mistake {
    /** A.11 */
    PCK_REVOKED("reject", draft -> draft.collateral().pckCrl().revoke(draft.chain().pck().serial())),
    /** A.11 */
    CA_REVOKED("reject", draft -> draft.collateral().rootCrl().revoke(draft.chain().ca().serial())),

    /** A.11 */
    PCK_CRL_MISSING(pck(), (draft, crl) -> crl.absent()),
    /** A.11: a file without content. */
    PCK_CRL_EMPTY(pck(), (draft, crl) -> crl.sent(der -> Octets.zero(0))),
    /** A.11 */
    PCK_CRL_EXPIRED(pck(), (draft, crl) -> crl.updates(monthAgo(draft), Faults.justBefore(draft))),
    /** A.11 */
    PCK_CRL_NOT_YET_VALID(pck(), (draft, crl) -> crl.updates(Faults.soonAfter(draft), monthHence(draft))),
    /** A.11 (RFC 5280 §5.1.2.5): says nothing on how long it is good. */
    PCK_CRL_WITHOUT_NEXT_UPDATE(pck(), (draft, crl) -> crl.withoutNextUpdate()),
    /** A.11 */
    PCK_CRL_SIGNATURE_WRONG(pck(), (draft, crl) -> crl.sent(der -> der.flipped(der.length() - 1))),
    /** A.11 */
    PCK_CRL_SIGNED_BY_OTHER_KEY(pck(), (draft, crl) -> crl.signer(P256.generate())),
    /** A.11: signed by the authority, and names another issuer. */
    PCK_CRL_ISSUER_NAME_WRONG(pck(), (draft, crl) -> crl.issuer(EmulatedPki.name("Intel SGX PCK Other CA"))),
    /** A.11 (PK-06): a sound CRL, of the other authority. */
    PCK_CRL_OF_OTHER_CA(pck(), (draft, crl) -> draft.collateral()
            .pckCrl(CrlDraft.ofAuthority(draft.pki(), draft.otherCa(), draft.now()))),
    /** A.11 (PK-06): a sound CRL, of the root. */
    PCK_CRL_OF_ROOT(pck(), (draft, crl) -> draft.collateral().pckCrl(CrlDraft.ofRoot(draft.pki(), draft.now()))),
    /** A.11 (RFC 5280 §5.2) */
    PCK_CRL_UNKNOWN_CRITICAL_EXTENSION(pck(), (draft, crl) -> crl.extension(Faults.unknownCritical())),

    /** A.11 */
    ROOT_CRL_MISSING(root(), (draft, crl) -> crl.absent()),
    /** A.11: a file without content. */
    ROOT_CRL_EMPTY(root(), (draft, crl) -> crl.sent(der -> Octets.zero(0))),
    /** A.11 */
    ROOT_CRL_EXPIRED(root(), (draft, crl) -> crl.updates(monthAgo(draft), Faults.justBefore(draft))),
    /** A.11 */
    ROOT_CRL_NOT_YET_VALID(root(), (draft, crl) -> crl.updates(Faults.soonAfter(draft), monthHence(draft))),
    /** A.11 (RFC 5280 §5.1.2.5): says nothing on how long it is good. */
    ROOT_CRL_WITHOUT_NEXT_UPDATE(root(), (draft, crl) -> crl.withoutNextUpdate()),
    /** A.11 */
    ROOT_CRL_SIGNATURE_WRONG(root(), (draft, crl) -> crl.sent(der -> der.flipped(der.length() - 1))),
    /** A.11 */
    ROOT_CRL_SIGNED_BY_OTHER_KEY(root(), (draft, crl) -> crl.signer(P256.generate())),
    /** A.11: signed by the root, and names another issuer. */
    ROOT_CRL_ISSUER_NAME_WRONG(root(), (draft, crl) -> crl.issuer(EmulatedPki.name("Intel SGX Other Root CA"))),
    /** A.11 (PK-06): issued by the PCK's authority. */
    ROOT_CRL_OF_CA(root(), (draft, crl) -> crl.issuedBy(draft.pki().authority(draft.facts().ca()))),
    /** A.11 (RFC 5280 §5.2) */
    ROOT_CRL_UNKNOWN_CRITICAL_EXTENSION(root(), (draft, crl) -> crl.extension(Faults.unknownCritical()));

    private final String verdict;
    private final Consumer<Draft> change;

    RevocationMistake(String verdict, Consumer<Draft> change) {
        this.verdict = verdict;
        this.change = change;
    }

    RevocationMistake(Function<CollateralDraft, CrlDraft> which, BiConsumer<Draft, CrlDraft> change) {
        this("unavailable", draft -> change.accept(draft, which.apply(draft.collateral())));
    }

    @Override
    public String step() {
        return "A.11";
    }

    @Override
    public String verdict() {
        return verdict;
    }

    @Override
    public void make(Draft draft) {
        change.accept(draft);
    }

    private static Function<CollateralDraft, CrlDraft> pck() {
        return CollateralDraft::pckCrl;
    }

    private static Function<CollateralDraft, CrlDraft> root() {
        return CollateralDraft::rootCrl;
    }

    private static Instant monthAgo(Draft draft) {
        return draft.now().minus(Duration.ofDays(30));
    }

    private static Instant monthHence(Draft draft) {
        return draft.now().plus(Duration.ofDays(30));
    }
}
