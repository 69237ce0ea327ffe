package dev.assay.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CaKind;
import dev.assay.emulator.sgx.EmulatedPlatform;
import dev.assay.emulator.sgx.EvidenceBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:20:30Z");

    @TempDir
    private Path folder;

    @Test
    void opensTheSameInstallationASecondTime() throws IOException {
        Path place = folder.resolve("deep/emulator");
        Installation first = Installation.open(place, NOW);
        Installation second = Installation.open(place, NOW.plusSeconds(86_400));
        assertEquals(first.pki().rootSpki(), second.pki().rootSpki());
        assertEquals(first.pki().tcbIssuerChainPem(), second.pki().tcbIssuerChainPem());
        for (int i = 0; i < 2; i++)
            assertSame(first.platforms().get(i), second.platforms().get(i));
    }

    private static void assertSame(EmulatedPlatform first,
            EmulatedPlatform second) {
        assertEquals(first.facts(), second.facts());
        assertEquals(first.pck().der(), second.pck().der());
        assertEquals(first.attestationKey().getPublic(), second.attestationKey().getPublic());
    }

    @Test
    void opensAnEmptyFolderAsANewInstallation() throws IOException {
        Path place = Files.createDirectory(folder.resolve("empty"));
        assertEquals(Installation.open(place, NOW).pki().rootSpki(), Installation.open(place, NOW).pki().rootSpki());
    }

    @Test
    void refusesAFolderThatHoldsSomethingElse() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        IOException refused = assertThrows(IOException.class, () -> Installation.open(folder, NOW));
        assertTrue(refused.getMessage().contains("Delete it"), refused.getMessage());
        assertEquals("mine", Files.readString(folder.resolve("notes.txt")));
    }

    @Test
    void givesAllWhoOpenItAtOnceTheSameKeys() throws Exception {
        Path place = folder.resolve("shared");
        Callable<Octets> open = () -> Installation.open(place, NOW).pki().rootSpki();
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Octets> roots = threads.invokeAll(IntStream.range(0, 4).mapToObj(i -> open).toList()).stream()
                    .map(future -> future.resultNow()).distinct().toList();
            assertEquals(1, roots.size());
        }
        try (var left = Files.list(folder)) {
            assertEquals(List.of(place), left.toList());
        }
    }

    @Test
    void onlyTheOwnerMayReadTheFiles() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX permissions here");
        Installation.open(folder.resolve("emulator"), NOW);
        try (var files = Files.list(folder.resolve("emulator"))) {
            for (Path file : files.toList())
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void platformsDifferInFamilyAndAuthority() {
        Installation installation = Installation.create(NOW);
        EvidenceBundle standard = installation.attester().genuine(NOW);
        EvidenceBundle scalable = installation.attester(CaKind.PLATFORM).genuine(NOW);
        assertEquals(List.of("processor", "platform"), List.of(standard.ca(), scalable.ca()));
        assertNotEquals(standard.fmspc(), scalable.fmspc());
    }
}
