package dev.assay.cli.tpm;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.cli.Json;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/** What is kept between two runs for one service: an attestation key's blobs and how the service knows it. */
public record StateFolder(Path folder) {
    private static final String AREA = "ak.pub";
    private static final String SENSITIVE = "ak.priv";
    private static final String DEVICE = "device.json";

    /** A key's kind and, once it is enrolled, the device. */
    record Kept(EndorsementKey kind, LocalTpm.KeyBlobs key, Optional<Enrolled> device) {}

    /** @param environment of the process. @param url without a slash at its end */
    public static StateFolder usual(Map<String, String> environment, String url) {
        String home = environment.getOrDefault("XDG_STATE_HOME", "");
        Path state = home.isBlank()
                ? Path.of(environment.getOrDefault("HOME", "."), ".local", "state")
                : Path.of(home);
        return new StateFolder(state.resolve("assay").resolve("tpm").resolve(Bytes.utf8(url).sha256().toHex()));
    }

    Optional<Kept> read() {
        if (!Files.exists(folder.resolve(DEVICE)))
            return Optional.empty();
        try {
            JsonObject known = StrictJson.object(DEVICE, file(DEVICE));
            return Optional.of(new Kept(EndorsementKey.named(known.getString("endorsementKey", "")),
                    new LocalTpm.KeyBlobs(file(AREA), file(SENSITIVE)), Enrolled.of(known)));
        } catch (MalformedException | IOException refused) {
            throw new TpmException("The state folder " + folder + " cannot be read: check its permissions, or remove "
                    + "it to enrol anew.");
        }
    }

    /** @param url for people who look into the folder */
    void write(Kept kept, String url) {
        try {
            Files.createDirectories(folder.getParent());
            if (!Files.isDirectory(folder))
                Files.createDirectory(folder,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            put(AREA, kept.key().area());
            put(SENSITIVE, kept.key().sensitive());
            var known = Json.object().add("url", url).add("endorsementKey", kept.kind().word());
            kept.device().ifPresent(device -> device.addTo(known));
            put(DEVICE, Bytes.utf8(Json.pretty(known.build()) + "\n"));
        } catch (IOException | UnsupportedOperationException refused) {
            throw new TpmException("The state folder " + folder + " cannot be written: give this user the right to, or "
                    + "name another with --state.");
        }
    }

    private Bytes file(String name) throws IOException {
        return Bytes.copyOf(Files.readAllBytes(folder.resolve(name)));
    }

    /** why beside and moved: what is there is whole, whenever the machine stops. */
    private void put(String name, Bytes octets) throws IOException {
        Path beside = folder.resolve(name + ".new");
        Files.write(beside, octets.toArray());
        Files.move(beside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
