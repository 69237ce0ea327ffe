package dev.assay.emulator.tpm;

import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bytes.Octets;
import java.util.function.Consumer;

/** Mistakes in a quote's signature (D.3), and in what it answers (D.4). */
public enum TpmQuoteMistake implements TpmMistake {
    /** TP-05: a bit of the signature is flipped. */
    QUOTE_SIGNATURE_WRONG("D.3",
            draft -> draft.state().quote(quote -> quote.signature(sent -> sent.flipped(sent.length() - 1)))),
    /** PK-07: the signature is all zeros. */
    QUOTE_SIGNATURE_ZERO("D.3", draft -> draft.state()
            .quote(quote -> quote.signature(sent -> sent.with(6, Octets.zero(sent.length() - 6))))),
    /** TP-05: signed by a key that is not the one vouched for. */
    QUOTE_SIGNED_BY_OTHER_KEY("D.3", draft -> draft.state().quote(
            quote -> quote.signer(TpmKey.attestationKey(draft.device().identity().attestationKey().form())))),
    /** TP-06: the certificate is that of another machine, which is trusted too. */
    QUOTE_OF_ANOTHER_DEVICE("D.3", draft -> draft.aik().certificate(draft.device().sibling(draft.now()).identity()
            .aik())),
    /** TP-01: the reset count was changed after signing. */
    QUOTE_CHANGED_AFTER_SIGNING("D.3", draft -> draft.state().quote(quote -> quote.sentOctets(
            sent -> sent.flipped(resetCount(sent))))),
    /** TP-04: SHA-1 throughout, and rightly. */
    QUOTE_SIGNED_WITH_SHA1("D.3", draft -> draft.state().signedUnder(Bank.SHA1)),
    /** TP-05: the signature goes by the name of the other RSA scheme. */
    QUOTE_SCHEME_RENAMED("D.3", draft -> draft.state().quote(quote -> quote.signature(sent -> sent.with(0,
            Octets.big16(KeyForm.RSAPSS.scheme()))))),
    /** TP-05: the signature is sound, in another scheme than the registered key has. */
    QUOTE_SCHEME_NOT_THE_KEYS("D.3", draft -> draft.aik().path(KeyPath.REGISTERED).registeredAs(KeyForm.RSAPSS)),
    /** TP-05: the signature is sound, by another hash than the registered key has. */
    QUOTE_HASH_NOT_THE_KEYS("D.3", draft -> {
        draft.aik().path(KeyPath.REGISTERED);
        draft.state().signedUnder(Bank.SHA384);
    }),

    /** TP-02: extraData has a bit flipped. */
    QUOTE_ANSWERS_OTHER_CHALLENGE("D.4",
            draft -> draft.state().quote(quote -> quote.extraData(data -> data.flipped(0)))),
    /** TP-02: extraData is the beginning of what it should be. */
    QUOTE_ANSWERS_PART("D.4", draft -> draft.state().quote(quote -> quote.extraData(data -> data.slice(0, 8)))),
    /** TP-02: there is more behind what it should be. */
    QUOTE_ANSWERS_MORE("D.4",
            draft -> draft.state().quote(quote -> quote.extraData(data -> data.then(Octets.zero(1))))),
    /** EV-09: extraData is empty. */
    QUOTE_ANSWERS_NOTHING("D.4", draft -> draft.state().quote(quote -> quote.extraData(data -> Octets.zero(0)))),
    /** TP-02: the request names another challenge than the quote answers. */
    CHALLENGE_OTHER("D.4", draft -> draft.request().challenge(challenge -> challenge.flipped(0))),
    /** maa-tpm 2.3: the same JWK, written anew with a blank, after its text was bound. */
    JWK_WRITTEN_ANEW("D.4", draft -> draft.request().sentJwk(jwk -> jwk.replace("{", "{ "))),
    /** maa-tpm 2.3: another key, which signs, in the place of the one bound. */
    JWK_OTHER("D.4", draft -> {
        TpmKey other = TpmKey.requestKey();
        draft.request().sentJwk(jwk -> other.jwk()).signer(other.keys());
    }),
    /** maa-tpm 2.3: the binding names another hash than it was made with. */
    BINDING_HASH_OTHER("D.4", draft -> draft.request().hashName("sha-384"));

    private final String step;
    private final Consumer<TpmDraft> change;

    TpmQuoteMistake(String step, Consumer<TpmDraft> change) {
        this.step = step;
        this.change = change;
    }

    @Override
    public String step() {
        return step;
    }

    @Override
    public void make(TpmDraft draft) {
        change.accept(draft);
    }

    /** The last octet of resetCount: behind magic, type, a Name of 34 octets, 32 octets of extraData, and the clock. */
    private static int resetCount(Octets attest) {
        int at = 6 + 2 + 34 + 2 + 32 + 8 + 3;
        if (attest.length() <= at)
            throw new IllegalArgumentException("the quote is not bound to a key");
        return at;
    }
}
