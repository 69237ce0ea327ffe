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
import dev.assay.emulator.tpm.TpmIdentity;
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
    void givesTheSameTpmASecondTime() throws IOException {
        Path place = folder.resolve("emulator");
        TpmIdentity first = Installation.open(place, NOW).tpm();
        TpmIdentity second = Installation.open(place, NOW.plusSeconds(86_400)).tpm();
        assertEquals(first.pki().attestationCa().der(), second.pki().attestationCa().der());
        assertEquals(first.endorsementKey().name(), second.endorsementKey().name());
        assertEquals(first.endorsementKey().certificate(), second.endorsementKey().certificate());
        assertEquals(first.attestationKey().name(), second.attestationKey().name());
        assertEquals(first.requestKey().jwk(), second.requestKey().jwk());
        assertEquals(first.aikCertificate(), second.aikCertificate());
    }

    @Test
    void givesAnInstallationOfBeforeATpmAndKeepsItsKeys() throws IOException {
        Path place = folder.resolve("emulator");
        Octets root = Installation.open(place, NOW).pki().rootSpki();
        try (var files = Files.list(place.resolve("tpm"))) {
            for (Path file : files.toList())
                Files.delete(file);
        }
        Files.delete(place.resolve("tpm"));
        Installation again = Installation.open(place, NOW);
        assertEquals(root, again.pki().rootSpki());
        assertEquals(again.tpm().attestationKey().name(), Installation.open(place, NOW).tpm().attestationKey().name());
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
        assertTrue(Files.notExists(folder.resolve("tpm")));
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
        try (var files = Files.walk(folder.resolve("emulator"))) {
            for (Path file : files.toList())
                assertEquals(Files.isDirectory(file) ? "rwx------" : "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
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
