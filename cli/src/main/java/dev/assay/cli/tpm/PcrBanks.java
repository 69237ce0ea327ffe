package dev.assay.cli.tpm;

import dev.assay.bytes.Bytes;
import dev.assay.tpm2.TpmHash;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Banks that are quoted, all 24 registers of each, in this order. */
public record PcrBanks(List<TpmHash> banks) {
    static final int REGISTERS = 24;

    public PcrBanks {
        banks = List.copyOf(new LinkedHashSet<>(banks));
    }

    /** @param text as {@code sha256,sha384}. @throws IllegalArgumentException where it is not that */
    public static PcrBanks parse(String text) {
        return new PcrBanks(Arrays.stream(text.split(",", -1)).map(PcrBanks::bank).toList());
    }

    private static TpmHash bank(String name) {
        return Arrays.stream(TpmHash.values()).filter(hash -> word(hash).equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no bank has this name"));
    }

    /** As tpm2-tools call it. */
    static String word(TpmHash bank) {
        return bank.jca().replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** As tpm2-tools take it. */
    String selection() {
        return banks.stream().map(bank -> word(bank) + ":all").collect(Collectors.joining("+"));
    }

    /** @param octets the values one behind the other. @throws TpmException where these are not 24 */
    static Map<Integer, Bytes> values(TpmHash bank, Bytes octets) {
        if (octets.length() != REGISTERS * bank.length())
            throw new TpmException("The TPM's bank " + word(bank) + " is not switched on: choose another with "
                    + "--pcr-banks, or switch it on in the firmware's setup.");
        Map<Integer, Bytes> values = new TreeMap<>();
        for (int i = 0; i < REGISTERS; i++)
            values.put(i, octets.slice(i * bank.length(), (i + 1) * bank.length()));
        return values;
    }
}
