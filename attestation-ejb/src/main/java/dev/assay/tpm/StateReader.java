package dev.assay.tpm;

import static dev.assay.tpm.KeyBinding.in;

import dev.assay.bytes.Bytes;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.tpm2.Attest;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.TpmHash;
import dev.assay.tpm2.TpmSignature;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code current_attestation} and {@code boot_attestation} (maa-tpm §2.2). */
final class StateReader {
    private static final int MOST_LOGS = 16;
    private static final int MOST_BANKS = 16;
    private static final int REGISTERS = 32;

    private StateReader() {}

    static QuotedState read(Fields state) {
        Attest quote = in(state, "quote", () -> quote(state.demandOctets("quote")));
        TpmSignature signature = in(state, "signature", () -> TpmSignature.read(state.demandOctets("signature")));
        return new QuotedState(quote, signature, pcrs(state), logs(state));
    }

    /** TP-01: what is quoted is asked for here, so that no later step meets a certification. */
    static Attest quote(Bytes octets) {
        Attest attest = Attest.read(octets);
        attest.quote();
        return attest;
    }

    private static List<Bytes> logs(Fields state) {
        List<Bytes> logs = new ArrayList<>();
        for (Fields log : state.objects("logs", MOST_LOGS)) {
            String type = log.text("type", 16).orElseThrow(() -> log.refuse("type", "is missing"));
            switch (type) {
                case "TCG" -> logs.add(log.demandOctets("log"));
                case "IMA" -> throw new Refusal(Reason.IMA_UNSUPPORTED,
                        log.path("type") + " is IMA; this release reads TCG logs only");
                default -> throw log.refuse("type", "is neither TCG nor IMA");
            }
        }
        return logs;
    }

    /** TP-03: by bank and index; the place in a list means nothing. */
    private static PcrValues pcrs(Fields state) {
        Map<TpmHash, Map<Integer, Bytes>> banks = new EnumMap<>(TpmHash.class);
        for (Fields bank : state.objects("pcrs", MOST_BANKS)) {
            TpmHash hash = TpmHash.of(bank.path("algorithm"), bank.demandWhole("algorithm", 0xffff));
            if (banks.put(hash, values(bank)) != null)
                throw bank.refuse("algorithm", "is there twice");
        }
        return new PcrValues(banks);
    }

    private static Map<Integer, Bytes> values(Fields bank) {
        Map<Integer, Bytes> values = new TreeMap<>();
        for (Fields register : bank.objects("values", REGISTERS)) {
            int index = register.demandWhole("index", REGISTERS - 1);
            if (values.put(index, register.demandOctets("digest")) != null)
                throw register.refuse("index", "is there twice in its bank");
        }
        return values;
    }
}
