package dev.assay.service;

import dev.assay.identity.AdministrativeAct;
import dev.assay.identity.AdministrativeAct.Operation;
import dev.assay.identity.Client;
import dev.assay.identity.ClientId;
import dev.assay.identity.Role;
import dev.assay.identity.SecretHash;
import dev.assay.persistence.ClientStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the client {@code platform-admin} on first start: its secret is the setting's, or a random one left in a file
 * of the owner's. There is no default secret (AU-06).
 *
 * @param given the setting {@code assay.admin.secret}
 * @param file where a made secret is left
 */
record FirstClient(Optional<String> given, Path file) {
    static final ClientId ID = new ClientId(Optional.empty(), "platform-admin");
    private static final System.Logger LOG = System.getLogger(FirstClient.class.getName());
    private static final String SETTING = "assay.admin.secret";
    private static final int SHORTEST = 24;

    /**
     * Makes it where the platform has no client at all: one that was deleted in favour of others does not come back with
     * the secret it had.
     *
     * @throws Settings.RefusedSetting where the secret is too short, or the file cannot be written
     */
    void ensure(ClientStore clients, String node, Instant at) {
        if (clients.platformHasClients())
            return;
        String secret = given.map(FirstClient::checked).orElseGet(this::left);
        Client first = new Client(ID, Set.of(Role.PLATFORM_ADMINISTRATOR),
                new Client.Secrets(SecretHash.of(secret), Optional.empty()),
                new Client.Standing(false, Optional.empty()));
        boolean made = clients.create(first, 1,
                AdministrativeAct.ofNode(Operation.CREATE, node, at)) == ClientStore.Creation.MADE;
        if (given.isEmpty())
            tell(made || clients.find(ID).filter(now -> now.client().secrets().current().matches(secret))
                    .isPresent());
    }

    private static String checked(String secret) {
        if (secret.length() < SHORTEST || !secret.chars().allMatch(c -> c > ' ' && c < 127))
            throw new Settings.RefusedSetting(SETTING,
                    "has fewer than " + SHORTEST + " characters, or one that is not printable ASCII");
        return secret;
    }

    /** Of a start that ended between file and database, the file's; else a new one. Written before it counts. */
    private String left() {
        String secret = SecretHash.newSecret();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, secret + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            return secret;
        } catch (FileAlreadyExistsException there) {
            return read();
        } catch (IOException refused) {
            throw unusable(refused);
        }
    }

    private String read() {
        try {
            OwnerOnlyFile.check(SETTING, file);
            return checked(Files.readString(file).strip());
        } catch (IOException refused) {
            throw unusable(refused);
        }
    }

    /** Where another node was first, its secret counts, and ours would mislead. */
    private void tell(boolean counts) {
        if (counts) {
            LOG.log(System.Logger.Level.INFO, "the secret of the client platform-admin is in {0}", file);
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException refused) {
            throw unusable(refused);
        }
    }

    private Settings.RefusedSetting unusable(IOException cause) {
        return new Settings.RefusedSetting(SETTING, "is not set, and the file " + file
                + " for a made one cannot be used (" + cause.getClass().getSimpleName() + ")");
    }

    @Override
    public String toString() {
        return "FirstClient[" + file + "]";
    }
}
