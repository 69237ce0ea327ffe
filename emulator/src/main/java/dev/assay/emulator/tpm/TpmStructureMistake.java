package dev.assay.emulator.tpm;

import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bytes.Octets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Mistakes in how things are written: step D.1. */
public enum TpmStructureMistake implements TpmMistake {
    /** TP-01: not what a TPM puts before what it made itself; signed all the same. */
    QUOTE_MAGIC_OTHER(draft -> draft.state().quote(quote -> quote.magic(0xff54_4348L))),
    /** TP-01: a certification, genuine and with the right extraData, in the place of the quote. */
    QUOTE_IS_A_CERTIFICATION(TpmStructureMistake::certification),
    /** TP-01: TPM_ST_ATTEST_TIME over a quote's body. */
    QUOTE_TYPE_TIME(draft -> draft.state().quote(quote -> quote.type(0x8019))),
    /** TP-01: one octet behind the end, signed. */
    QUOTE_TRAILING_OCTET(draft -> quoteOctets(draft, signed -> signed.then(Octets.zero(1)))),
    /** TP-01: the last octet is missing, signed so. */
    QUOTE_CUT_SHORT(draft -> quoteOctets(draft, signed -> signed.slice(0, signed.length() - 1))),
    /** TP-03: the selection lists one bank twice. */
    SELECTION_LISTS_A_BANK_TWICE(draft -> draft.state().selection(Selection.all(Bank.SHA256, Bank.SHA256))
            .sentValues(values -> values.subList(0, 1))),
    /** TP-01: one octet behind the signature. */
    SIGNATURE_TRAILING_OCTET(
            draft -> draft.state().quote(quote -> quote.signature(sent -> sent.then(Octets.zero(1))))),
    /** TP-05: ECDAA, which nothing here signs with. */
    SIGNATURE_SCHEME_UNKNOWN(
            draft -> draft.state().quote(quote -> quote.signature(sent -> sent.with(0, Octets.big16(0x001a))))),
    /** The quote is not in the request. */
    QUOTE_ABSENT(draft -> payload(draft, "\"quote\":", "\"quot\":")),
    /** TP-03: one register has two values in one bank. */
    VALUE_TWICE(draft -> draft.state().sentValues(banks -> List.of(banks.getFirst().changed(values -> {
        values.add(values.getFirst());
        return values;
    })))),
    /** TP-03: one bank is there twice. */
    BANK_TWICE(draft -> draft.state().sentValues(banks -> List.of(banks.getFirst(), banks.getFirst()))),
    /** TP-03: two banks are quoted, and each goes by the other's name. */
    BANK_LABELS_SWAPPED(draft -> draft.state().selection(Selection.all(Bank.SHA256, Bank.SHA384))
            .sentValues(banks -> List.of(banks.get(0).withAlgorithm(Bank.SHA384.id()),
                    banks.get(1).withAlgorithm(Bank.SHA256.id())))),
    /** EV-09: the challenge is empty, as an empty extraData would be. */
    CHALLENGE_EMPTY(draft -> draft.request().challenge(challenge -> Octets.zero(0))),
    /** EV-02: the challenge is there twice. */
    CHALLENGE_TWICE(draft -> payload(draft, "\"challenge\":", "\"challenge\":\"AAAA\",\"challenge\":")),
    /** A VBS enclave's report is announced. */
    TYPE_VBS(draft -> payload(draft, "\"att_type\":\"basic\"", "\"att_type\":\"vbs\"")),
    /** The log goes by the name of IMA. */
    LOG_TYPE_IMA(draft -> payload(draft, "\"type\":\"TCG\"", "\"type\":\"IMA\"")),
    /** JW-01: the header asks for no signature. */
    HEADER_ALGORITHM_NONE(draft -> draft.request().header(header -> header.replace("PS256", "none"))),
    /** JW-01: the header names another algorithm, and the signature is by it. */
    HEADER_ALGORITHM_RS256(draft -> draft.request().signature(KeyForm.RSASSA)
            .header(header -> header.replace("PS256", "RS256"))),
    /** The header is of a message that does not exist. */
    HEADER_TYPE_UNKNOWN(draft -> draft.request().header(header -> header.replace("attReqV2", "attReqV3"))),
    /** JW-04: the header has a critical member. */
    HEADER_CRITICAL(
            draft -> draft.request().header(header -> header.replace("{", "{\"crit\":[\"exp\"],\"exp\":1,"))),
    /** The JWS has a fourth part. */
    FOURTH_PART(draft -> draft.request().sent(jws -> jws + ".AAAA")),
    /** A private member is in the request's JWK, which would come back in the token. */
    JWK_PRIVATE(draft -> draft.request().jwk(jwk -> jwk.replace("{", "{\"d\":\"AAAA\","))),
    /** The request's key says both bindings. */
    TWO_BINDINGS(draft -> payload(draft, "\"info\":{", "\"info\":{\"tpm_certify\":{},")),
    /** There are three further keys; two are allowed. */
    THREE_OTHER_KEYS(draft -> {
        for (int i = 0; i < 3; i++)
            draft.request().otherKey(draft.device().identity().requestKey(), Binding.NONE, draft.challenge());
    });

    private final Consumer<TpmDraft> change;

    TpmStructureMistake(Consumer<TpmDraft> change) {
        this.change = change;
    }

    @Override
    public String step() {
        return "D.1";
    }

    @Override
    public void make(TpmDraft draft) {
        change.accept(draft);
    }

    private static void quoteOctets(TpmDraft draft, UnaryOperator<Octets> change) {
        draft.state().quote(quote -> quote.signedOctets(change));
    }

    private static void payload(TpmDraft draft, String part, String instead) {
        draft.request().payload(text -> text.replaceFirst(java.util.regex.Pattern.quote(part),
                java.util.regex.Matcher.quoteReplacement(instead)));
    }

    private static void certification(TpmDraft draft) {
        TpmKey key = draft.device().identity().requestKey();
        draft.state().quote(quote -> quote.type(AttestDraft.CERTIFY)
                .body(body -> Marshal.sized(key.name()).then(Marshal.sized(key.name()))));
    }
}
