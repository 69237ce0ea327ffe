package dev.assay.tpm2;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** TPMU_ATTEST (Part 2, 10.12.11), as far as it is understood here. */
public sealed interface Attested {
    /** TPMS_QUOTE_INFO (Part 2, 10.12.1): one digest over the values of every register selected. */
    record Quote(List<PcrSelection> selections, Bytes pcrDigest) implements Attested {
        public Quote {
            selections = List.copyOf(selections);
        }

        /**
         * TP-02, TP-04: the registers of a mask that no accepted bank of this quote selects; empty where all are there.
         *
         * @param mask bit n is register n
         */
        public List<Integer> missing(long mask, Set<TpmHash> accepted) {
            Set<Integer> there = selections.stream().filter(one -> accepted.contains(one.bank()))
                    .flatMap(one -> one.registers().stream()).collect(Collectors.toSet());
            return java.util.stream.IntStream.range(0, Long.SIZE).filter(i -> (mask >> i & 1) == 1).boxed()
                    .filter(i -> !there.contains(i)).toList();
        }

        static Quote read(ByteReader in) {
            return new Quote(PcrSelection.readAll(in), Wire.sized(in, "pcrDigest", 64));
        }
    }

    /** TPMS_CERTIFY_INFO (Part 2, 10.12.3): the Name of the key certified, and its Name qualified by its parents. */
    record Certified(Bytes name, Bytes qualifiedName) implements Attested {
        static Certified read(ByteReader in) {
            return new Certified(Wire.sized(in, "certify.name", 66), Wire.sized(in, "certify.qualifiedName", 66));
        }
    }
}
