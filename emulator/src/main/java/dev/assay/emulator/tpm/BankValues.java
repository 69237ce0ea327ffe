package dev.assay.emulator.tpm;

import dev.assay.emulator.bootlog.Registers;
import dev.assay.emulator.bytes.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An element of {@code pcrs}.
 *
 * @param algorithm TPM_ALG_ID
 */
public record BankValues(int algorithm, List<Value> values) {
    public record Value(int index, Octets digest) {
        private String json() {
            return Json.object(Json.number("index", index), Json.octets("digest", digest));
        }
    }

    public BankValues {
        values = List.copyOf(values);
    }

    static BankValues of(Registers registers, Selection.One one) {
        return new BankValues(one.bank().id(), one.registers().stream()
                .map(index -> new Value(index, registers.value(one.bank(), index))).toList());
    }

    public BankValues withAlgorithm(int other) {
        return new BankValues(other, values);
    }

    public BankValues changed(UnaryOperator<List<Value>> change) {
        return new BankValues(algorithm, change.apply(new ArrayList<>(values)));
    }

    String json() {
        return Json.object(Json.number("algorithm", algorithm),
                Json.raw("values", Json.array(values.stream().map(Value::json).toList())));
    }
}
