package dev.assay.tpm2;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.pki.UnsoundException;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** TP-03: register values by bank and index, never by their place in a list. */
public record PcrValues(Map<TpmHash, Map<Integer, Bytes>> banks) {
    public PcrValues {
        Map<TpmHash, Map<Integer, Bytes>> copy = new EnumMap<>(TpmHash.class);
        banks.forEach((bank, values) -> {
            values.forEach((index, value) -> checkLength(bank, index, value));
            copy.put(bank, java.util.Collections.unmodifiableMap(new TreeMap<>(values)));
        });
        banks = java.util.Collections.unmodifiableMap(copy);
    }

    public Optional<Bytes> value(TpmHash bank, int index) {
        return Optional.ofNullable(banks.getOrDefault(bank, Map.of()).get(index));
    }

    /**
     * D.5: these are exactly the values quoted, in every bank (TP-04).
     *
     * @param hash the hash of the signature's scheme (Part 3, 18.4: TPM2_Quote)
     * @throws MalformedException where a selected value is absent or one is there that was not selected
     * @throws UnsoundException where the digest is another
     */
    public void checkQuoted(Attested.Quote quote, TpmHash hash) {
        checkNothingElse(quote.selections());
        if (!digest(quote.selections(), hash).matches(quote.pcrDigest()))
            throw new UnsoundException("pcrDigest is not the digest of the PCR values sent (Part 2, 10.12.1)");
    }

    /** Part 1, 17.6: ascending within a bank, banks in the order of the list. */
    public Bytes digest(List<PcrSelection> selections, TpmHash hash) {
        MessageDigest digest = hash.start();
        for (PcrSelection selection : selections) {
            selection.registers().forEach(index -> selected(selection.bank(), index).feed(digest));
        }
        return Bytes.copyOf(digest.digest());
    }

    /** TP-04: the strongest accepted bank of a quote, empty where it has none. */
    public static Optional<TpmHash> strongest(Attested.Quote quote, Set<TpmHash> accepted) {
        return quote.selections().stream().filter(one -> !one.registers().isEmpty()).map(PcrSelection::bank)
                .filter(accepted::contains).max(java.util.Comparator.naturalOrder());
    }

    private Bytes selected(TpmHash bank, int index) {
        return value(bank, index).orElseThrow(() -> new MalformedException("pcrs",
                "lacks register " + index + " of bank " + bank + ", which the quote selects"));
    }

    /** TP-02: a register that is not selected is not attested. */
    private void checkNothingElse(List<PcrSelection> selections) {
        banks.forEach((bank, values) -> values.keySet().forEach(index -> {
            boolean quoted = selections.stream()
                    .anyMatch(one -> one.bank() == bank && one.registers().contains(index));
            if (!quoted)
                throw new MalformedException("pcrs",
                        "holds register " + index + " of bank " + bank + ", which the quote does not select");
        }));
    }

    private static void checkLength(TpmHash bank, int index, Bytes value) {
        if (value.length() != bank.length())
            throw new MalformedException("pcrs", "register " + index + " of bank " + bank + " is " + value.length()
                    + " bytes long, not " + bank.length());
    }
}
