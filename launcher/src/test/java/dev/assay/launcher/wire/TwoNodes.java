package dev.assay.launcher.wire;

import dev.assay.launcher.ForeignPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Two services that are one installation: on one database, with one base URL, which is the first's. */
record TwoNodes(ForeignPostgres database, RunningService one, RunningService two) implements AutoCloseable {
    /** @param name of their places */
    static TwoNodes start(String name) {
        Place first = Place.fresh(name + "-1");
        ForeignPostgres database = ForeignPostgres.start(Place.fresh(name + "-db").data());
        Map<String, String> settings = new HashMap<>(database.settings("assay"));
        settings.putAll(Platform.settings());
        settings.put("ASSAY_BASE_URL", first.issuer("default"));
        RunningService one = RunningService.start(first, settings);
        return new TwoNodes(database, one, RunningService.start(twin(first, Place.fresh(name + "-2")), settings));
    }

    /** What nodes share besides the database: key-encryption key, certificate, emulated platform. */
    private static Place twin(Place first, Place place) {
        try {
            for (String shared : List.of("keys", "tls", "emulator")) {
                try (Stream<Path> files = Files.walk(first.data().resolve(shared))) {
                    for (Path file : files.toList())
                        Files.copy(file, place.data().resolve(first.data().relativize(file).toString()));
                }
            }
            Files.setPosixFilePermissions(place.data().resolve("keys").resolve("kek.bin"),
                    PosixFilePermissions.fromString("rw-------"));
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Client> clients(String tenant) {
        return List.of(one.client(tenant), two.client(tenant));
    }

    @Override
    public void close() {
        one.kill();
        two.kill();
        database.close();
    }
}
