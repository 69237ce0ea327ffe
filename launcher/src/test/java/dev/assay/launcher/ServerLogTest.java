package dev.assay.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
    private static final String LINE = "2026-11-24T12:00:00.000+0000 SEVERE dev.assay.service.Provisioning ";

    @TempDir
    private Path folder;

    @Test
    void findsWhyTheApplicationDoesNotStart() throws IOException {
        Path file = Files.writeString(folder.resolve("server.0.log"),
                LINE + "something\n" + LINE + "Assay does not start: assay.kek.file: is missing\n" + LINE + "more\n");
        assertEquals(Optional.of("assay.kek.file: is missing"), new ServerLog(folder, file, 0).refusal());
    }

    @Test
    void leavesOutWhatAnEarlierStartSaid() throws IOException {
        String earlier = LINE + "Assay does not start: assay.base.url: is not set\n";
        Path file = Files.writeString(folder.resolve("server.0.log"), earlier + LINE + "all is well\n");
        assertEquals(Optional.empty(), new ServerLog(folder, file, earlier.length()).refusal());
        assertEquals(Optional.empty(), new ServerLog(folder, folder.resolve("none.log"), 0).refusal());
    }
}
