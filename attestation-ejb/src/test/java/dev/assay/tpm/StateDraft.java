package dev.assay.tpm;

import dev.assay.bytes.Bytes;
import dev.assay.tpm2.TpmHash;
import java.security.KeyPair;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One state of a machine in the making: what its TPM quotes, and what is sent beside the quote. */
final class StateDraft {
    static final List<Integer> ALL = IntStream.range(0, 24).boxed().toList();

    long magic = 0xff544347L;
    int type = 0x8018;
    Bytes extraData = Bytes.EMPTY;
    long clock = 5_000;
    long reset = 7;
    long restart = 2;
    long firmware = 0x2019102300163636L;
    KeyPair signer = SoftKeys.AIK;
    int scheme = 0x14;
    TpmHash hash = TpmHash.SHA256;
    SoftLog log = SoftLog.windows();
    final Map<TpmHash, List<Integer>> selection = new LinkedHashMap<>(Map.of(TpmHash.SHA256, ALL));
    /** Changes what the TPM says before it signs. */
    UnaryOperator<Bytes> attested = UnaryOperator.identity();
    /** Changes after it signed. */
    UnaryOperator<Bytes> sentQuote = UnaryOperator.identity();
    UnaryOperator<Bytes> sentSignature = UnaryOperator.identity();
    UnaryOperator<Bytes> sentLog = UnaryOperator.identity();
    UnaryOperator<Map<TpmHash, Map<Integer, Bytes>>> sentValues = UnaryOperator.identity();
    String more = "";

    Bytes attest() {
        Octets octets = new Octets().u32(magic).u16(type).sized(Bytes.hex("000b" + "11".repeat(32))).sized(extraData)
                .u64(clock).u32(reset).u32(restart).u8(1).u64(firmware).u32(selection.size());
        selection.forEach((bank, registers) -> octets.u16(bank.id()).u8(3).add(bits(registers)));
        return attested.apply(octets.sized(digest()).bytes());
    }

    private Bytes digest() {
        Bytes all = Bytes.EMPTY;
        for (Map<Integer, Bytes> bank : quoted().values()) {
            for (Bytes value : bank.values()) {
                all = all.concat(value);
            }
        }
        return hash.digest(all);
    }

    /** In the order of the selection. */
    Map<TpmHash, Map<Integer, Bytes>> quoted() {
        Map<TpmHash, Map<Integer, Bytes>> values = new LinkedHashMap<>();
        selection.forEach((bank, registers) -> values.put(bank, new TreeMap<>(registers.stream()
                .collect(Collectors.toMap(i -> i, i -> log.registers().get(bank).get(i))))));
        return values;
    }

    private static Bytes bits(List<Integer> registers) {
        int mask = registers.stream().mapToInt(i -> 1 << i).reduce(0, (one, other) -> one | other);
        return new Octets().u16le(mask).u8(mask >> 16).bytes();
    }

    Bytes quote() {
        return sentQuote.apply(attest());
    }

    Bytes signature() {
        return sentSignature.apply(SoftKeys.signed(attest(), signer, scheme, hash));
    }

    String json(String key) {
        return "{\"logs\":[{\"type\":\"TCG\",\"log\":\"" + sentLog.apply(log.octets()).toBase64Url() + "\"}]," + key
                + ",\"pcrs\":[" + banks() + "],\"quote\":\"" + quote().toBase64Url() + "\",\"signature\":\""
                + signature().toBase64Url() + "\"" + more + "}";
    }

    private String banks() {
        Map<TpmHash, Map<Integer, Bytes>> copy = new EnumMap<>(TpmHash.class);
        quoted().forEach((bank, values) -> copy.put(bank, new TreeMap<>(values)));
        return sentValues.apply(copy).entrySet().stream().map(bank -> "{\"algorithm\":" + bank.getKey().id()
                + ",\"values\":[" + bank.getValue().entrySet().stream()
                        .map(value -> "{\"index\":" + value.getKey() + ",\"digest\":\"" + value.getValue().toBase64Url()
                                + "\"}")
                        .collect(Collectors.joining(","))
                + "]}").collect(Collectors.joining(","));
    }
}
