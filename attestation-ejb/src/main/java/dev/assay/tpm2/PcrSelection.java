package dev.assay.tpm2;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.MalformedException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * TPMS_PCR_SELECTION (Part 2, 10.6.2).
 *
 * @param registers selected indices, ascending
 */
public record PcrSelection(TpmHash bank, List<Integer> registers) {
    private static final int MAX_BANKS = 16;
    /** 32 registers; a PC client TPM has 24. */
    private static final int MAX_OCTETS = 4;

    public PcrSelection {
        registers = List.copyOf(registers);
    }

    /** TPML_PCR_SELECTION (Part 2, 10.9.7). TP-03: a bank listed twice would have two meanings. */
    static List<PcrSelection> readAll(ByteReader in) {
        long count = in.u32be("pcrSelect.count");
        if (count > MAX_BANKS) {
            throw new MalformedException("pcrSelect.count", in.position() - 4L,
                    "is " + count + "; at most 16 banks are allowed (Part 2, 10.9.7)");
        }
        List<PcrSelection> all = new ArrayList<>();
        Set<TpmHash> seen = EnumSet.noneOf(TpmHash.class);
        for (int i = 0; i < count; i++) {
            PcrSelection one = read(in);
            if (!seen.add(one.bank))
                throw new MalformedException("pcrSelect", "lists bank " + one.bank + " twice (Part 2, 10.9.7)");
            all.add(one);
        }
        return List.copyOf(all);
    }

    private static PcrSelection read(ByteReader in) {
        TpmHash bank = TpmHash.read("pcrSelect.hash", in);
        int octets = in.u8("pcrSelect.sizeofSelect");
        if (octets > MAX_OCTETS) {
            throw new MalformedException("pcrSelect.sizeofSelect", in.position() - 1L,
                    "is " + octets + "; at most 4 are allowed (Part 2, 10.6.2)");
        }
        List<Integer> registers = new ArrayList<>();
        for (int octet = 0; octet < octets; octet++) {
            addBits(registers, octet, in.u8("pcrSelect.pcrSelect"));
        }
        return new PcrSelection(bank, registers);
    }

    private static void addBits(List<Integer> registers, int octet, int bits) {
        for (int bit = 0; bit < 8; bit++) {
            if ((bits >> bit & 1) == 1)
                registers.add(octet * 8 + bit);
        }
    }
}
