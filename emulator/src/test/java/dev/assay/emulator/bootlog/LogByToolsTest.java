package dev.assay.emulator.bootlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.emulator.tpm.Tool;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logs as tpm2_eventlog reads and replays them. */
@Tag("TP-15")
class LogByToolsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void eventlogReplaysToTheRegisters(OperatingSystem system) throws Exception {
        BootLog log = system.boot(BootFacts.sound());
        String read = read(log.agile(Bank.SHA1, Bank.SHA256, Bank.SHA384));
        for (Bank bank : Bank.values())
            assertReplayed(read, log, bank);
    }

    @Test
    void eventlogReplaysALogOfSha1Alone() throws Exception {
        BootLog log = OperatingSystem.LINUX.boot(BootFacts.sound());
        assertReplayed(read(log.sha1()), log, Bank.SHA1);
    }

    @ParameterizedTest
    @EnumSource
    void eventlogReadsTheVariables(OperatingSystem system) throws Exception {
        String read = read(system.boot(BootFacts.sound()).agile(Bank.SHA256));
        for (String name : new String[]{"SecureBoot", "PK", "KEK", "db", "dbx", "BootOrder"})
            assertTrue(read.contains("UnicodeName: " + name + "\n"), name + " is missing in\n" + read);
        assertTrue(read.contains("VariableName: 8be4df61-93ca-11d2-aa0d-00e098032b8c"), read);
        assertTrue(read.contains("UnicodeName: SecureBoot\n    VariableData: \"01\""), read);
    }

    private String read(dev.assay.emulator.bytes.Octets log) throws Exception {
        Tool tool = Tool.orSkip("tpm2_eventlog", folder).write("log", log);
        Tool.Outcome outcome = tool.run("tpm2_eventlog", "log");
        assertEquals(0, outcome.exit(), outcome.output());
        return outcome.output();
    }

    /** The replay stands at the end, bank by bank, with the registers that were extended. */
    private static void assertReplayed(String read, BootLog log, Bank bank) {
        Registers registers = Registers.after(log);
        String replayed = read.substring(read.lastIndexOf("\npcrs:"));
        String mine = replayed.substring(replayed.indexOf("  " + bank.name().toLowerCase(Locale.ROOT) + ":"));
        log.events().stream().filter(BootEvent::extended).mapToInt(BootEvent::pcr).distinct().forEach(pcr -> {
            String line = "    %-2d : 0x%s".formatted(pcr, registers.value(bank, pcr).toHex());
            assertTrue(mine.contains(line), bank + ": " + line + " is missing in\n" + replayed);
        });
    }
}
