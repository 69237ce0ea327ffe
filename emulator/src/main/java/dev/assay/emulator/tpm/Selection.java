package dev.assay.emulator.tpm;

import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bytes.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Which registers of which banks are quoted, in this order (TPML_PCR_SELECTION; Part 2, 10.9.7). */
public record Selection(List<One> banks) {
    /** @param registers ascending */
    public record One(Bank bank, List<Integer> registers) {
        public One {
            registers = List.copyOf(registers);
        }

        private Octets octets() {
            int bits = registers.stream().mapToInt(index -> 1 << index).sum();
            return Octets.join(Octets.big16(bank.id()), Octets.u8(3), Octets.u16(bits), Octets.u8(bits >>> 16));
        }
    }

    public Selection {
        banks = List.copyOf(banks);
    }

    /** All 24 registers. */
    public static Selection all(Bank... banks) {
        return of(IntStream.range(0, 24).boxed().toList(), banks);
    }

    public static Selection of(List<Integer> registers, Bank... banks) {
        return new Selection(List.of(banks).stream().map(bank -> new One(bank, registers)).toList());
    }

    /** Without one register, in every bank. */
    public Selection without(int register) {
        return new Selection(banks.stream().map(
                one -> new One(one.bank, one.registers.stream().filter(index -> index != register).toList()))
                .toList());
    }

    Selection changed(UnaryOperator<List<One>> change) {
        return new Selection(change.apply(new ArrayList<>(banks)));
    }

    Octets octets() {
        Octets list = Octets.big32(banks.size());
        for (One one : banks)
            list = list.then(one.octets());
        return list;
    }
}
