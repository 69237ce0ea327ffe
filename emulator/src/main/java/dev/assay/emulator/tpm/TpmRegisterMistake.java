package dev.assay.emulator.tpm;

import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bytes.Octets;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Mistakes in registers sent and selected: step D.5, and D.8a for what a policy asks for. */
public enum TpmRegisterMistake implements TpmMistake {
    /** TP-03: two registers have each other's values. */
    VALUES_SWAPPED(draft -> values(draft, all -> {
        BankValues.Value first = all.get(0);
        BankValues.Value second = all.get(7);
        all.set(0, new BankValues.Value(first.index(), second.digest()));
        all.set(7, new BankValues.Value(second.index(), first.digest()));
        return all;
    })),
    /** TP-02: one value has a bit flipped. */
    VALUE_CHANGED(draft -> values(draft, all -> {
        all.set(4, new BankValues.Value(4, all.get(4).digest().flipped(0)));
        return all;
    })),
    /** TP-02: a register that is selected has no value. */
    VALUE_ABSENT(draft -> values(draft, all -> all.subList(0, all.size() - 1))),
    /** TP-02: a register that is not selected has a value. */
    VALUE_NOT_SELECTED(draft -> draft.state().selection(Selection.all(Bank.SHA256).without(16))
            .sentValues(banks -> List.of(banks.getFirst().changed(all -> {
                all.add(new BankValues.Value(16, Octets.zero(32)));
                return all;
            })))),
    /** CVE-2022-0317: the quote is over 16 and 23, which anyone may extend, and their values go by other numbers. */
    VALUES_LABELLED_OTHERWISE(draft -> draft.state().selection(Selection.of(List.of(16, 23), Bank.SHA256))
            .sentValues(banks -> List.of(new BankValues(Bank.SHA256.id(),
                    IntStream.of(0, 7).mapToObj(index -> new BankValues.Value(index, Octets.zero(32))).toList())))),
    /** TP-03: a selection with a hole, and values that are numbered as if it had none. */
    VALUES_COUNTED_OFF(draft -> draft.state().selection(Selection.all(Bank.SHA256).without(7))
            .sentValues(banks -> List.of(banks.getFirst().changed(all -> IntStream.range(0, all.size())
                    .mapToObj(place -> new BankValues.Value(place, all.get(place).digest())).toList())))),
    /** TP-02: pcrDigest is another, and signed. */
    PCR_DIGEST_OTHER(
            draft -> draft.state().quote(quote -> quote.body(body -> body.flipped(body.length() - 1)))),
    /** TP-02: pcrDigest is that of the values in descending order. */
    PCR_DIGEST_BACKWARDS(TpmRegisterMistake::backwards),
    /** TP-04: SHA-1 alone is quoted. */
    SHA1_BANK_ALONE(draft -> draft.state().selection(Selection.all(Bank.SHA1))),
    /** TP-04: of two banks, the weak one is right and the strong one is not. */
    STRONG_BANK_WRONG(draft -> draft.state().selection(Selection.all(Bank.SHA1, Bank.SHA256))
            .sentValues(banks -> List.of(banks.get(0), banks.get(1).changed(all -> {
                all.set(0, new BankValues.Value(0, all.get(0).digest().flipped(0)));
                return all;
            })))),
    /** TP-02: no register is selected. */
    SELECTION_EMPTY(draft -> draft.state().selection(Selection.of(List.of(), Bank.SHA256))),
    /** TP-02: no bank is selected. */
    SELECTION_OF_NO_BANK(draft -> draft.state().selection(new Selection(List.of()))),

    /** TP-02: register 7 is not quoted, and a policy that does not say otherwise asks for all. */
    REGISTER_NOT_QUOTED("D.8a", "deny", draft -> draft.state().selection(Selection.all(Bank.SHA256).without(7))),
    /** TP-04: register 7 is quoted, in a bank that does not count. */
    REGISTER_QUOTED_WEAKLY("D.8a", "deny", draft -> draft.state().selection(new Selection(
            List.of(Selection.all(Bank.SHA1).banks().getFirst(),
                    Selection.all(Bank.SHA256).without(7).banks().getFirst()))));

    private final String step;
    private final String verdict;
    private final Consumer<TpmDraft> change;

    TpmRegisterMistake(Consumer<TpmDraft> change) {
        this("D.5", "reject", change);
    }

    TpmRegisterMistake(String step, String verdict, Consumer<TpmDraft> change) {
        this.step = step;
        this.verdict = verdict;
        this.change = change;
    }

    @Override
    public String step() {
        return step;
    }

    @Override
    public String verdict() {
        return verdict;
    }

    @Override
    public void make(TpmDraft draft) {
        change.accept(draft);
    }

    private static void values(TpmDraft draft, UnaryOperator<List<BankValues.Value>> change) {
        draft.state().sentValues(banks -> List.of(banks.getFirst().changed(change)));
    }

    private static void backwards(TpmDraft draft) {
        List<Octets> values = new java.util.ArrayList<>(draft.device().registers().bank(Bank.SHA256));
        Collections.reverse(values);
        Octets digest = Octets.join(values.toArray(Octets[]::new)).sha256();
        draft.state().quote(quote -> quote.body(body -> body.with(body.length() - 32, digest)));
    }
}
