package dev.assay.emulator.pcs;

import dev.assay.emulator.Installation;
import dev.assay.emulator.pki.CaKind;
import dev.assay.emulator.sgx.CollateralDraft;
import dev.assay.emulator.sgx.EmulatedCollateral;
import dev.assay.emulator.sgx.EmulatedPlatform;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What the service answers with for an hour.
 *
 * @param byFmspc keys in lower-case hexadecimal
 */
record Issue(Instant hour, Map<String, EmulatedCollateral> byFmspc, Map<CaKind, EmulatedCollateral> byCa) {
    static Issue of(Installation installation, Instant hour, Consumer<CollateralDraft> change) {
        Map<String, EmulatedCollateral> byFmspc = new TreeMap<>();
        Map<CaKind, EmulatedCollateral> byCa = new EnumMap<>(CaKind.class);
        for (EmulatedPlatform platform : installation.platforms()) {
            EmulatedCollateral made = EmulatedCollateral.of(installation.pki(), platform.facts(), hour, change);
            byFmspc.put(platform.facts().fmspc().toHex(), made);
            byCa.put(platform.facts().ca(), made);
        }
        return new Issue(hour, byFmspc, byCa);
    }

    Optional<EmulatedCollateral> forFmspc(String fmspc) {
        return Optional.ofNullable(byFmspc.get(fmspc.toLowerCase(Locale.ROOT)));
    }

    /** Where QE identity and root CRL come from: they are the same for every platform. */
    EmulatedCollateral forAny() {
        return byCa.get(CaKind.PROCESSOR);
    }
}
