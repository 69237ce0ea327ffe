package dev.assay.emulator.bootlog;

import dev.assay.emulator.bytes.Octets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The 24 registers of a PC client TPM in every bank (TPM 2.0 Part 1, 17). */
public final class Registers {
    public static final int COUNT = 24;
    private static final int FIRST_DYNAMIC = 17;
    private static final int LAST_DYNAMIC = 22;

    private final Map<Bank, List<Octets>> values;

    private Registers(Map<Bank, List<Octets>> values) {
        this.values = values;
    }

    /** What the registers hold after the log's events, from a start at locality 0 unless the log says another. */
    public static Registers after(BootLog log) {
        Map<Bank, List<Octets>> values = new EnumMap<>(Bank.class);
        for (Bank bank : Bank.values())
            values.put(bank, List.of(replayed(log, bank)));
        return new Registers(values);
    }

    private static Octets[] replayed(BootLog log, Bank bank) {
        Octets[] registers = new Octets[COUNT];
        Arrays.setAll(registers, index -> initial(bank, index, log.locality()));
        for (BootEvent event : log.events()) {
            Octets digest = event.digests().get(bank);
            if (event.extended() && digest != null)
                registers[event.pcr()] = bank.digest(registers[event.pcr()].then(digest));
        }
        return registers;
    }

    private static Octets initial(Bank bank, int index, int locality) {
        if (index >= FIRST_DYNAMIC && index <= LAST_DYNAMIC)
            return Octets.hex("ff".repeat(bank.length()));
        return index == 0
                ? Octets.zero(bank.length()).with(bank.length() - 1, Octets.u8(locality))
                : Octets.zero(bank.length());
    }

    public Octets value(Bank bank, int index) {
        return values.get(bank).get(index);
    }

    /** All of a bank, in the order of their numbers. */
    public List<Octets> bank(Bank bank) {
        return values.get(bank);
    }
}
