package dev.assay.persistence;

import dev.assay.bytes.Bytes;
import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.KeyUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** The file that holds the key-encryption key: 32 octets raw, or their base64 in one line; readable by its owner only. */
final class KeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = Set.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE);

    private final Path path;

    public KeyFile(Path path) {
        this.path = path;
    }

    /**
     * Empty where there is no file.
     *
     * @throws KeyUnavailableException where others may read it, or it holds no key (KM-05)
     */
    public Optional<KeyEncryptionKey> read() {
        if (!Files.exists(path))
            return Optional.empty();
        try {
            checkPermissions();
            return Optional.of(new KeyEncryptionKey(decode(Files.readAllBytes(path))));
        } catch (IOException refused) {
            throw unreadable(refused);
        }
    }

    /** Makes a new key; where another process was first, that one's. */
    public KeyEncryptionKey create() {
        Bytes secret = KeyEncryptionKey.newSecret();
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(path, Base64.getEncoder().encodeToString(secret.toArray()) + "\n",
                    StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            return new KeyEncryptionKey(secret);
        } catch (FileAlreadyExistsException raced) {
            return read().orElseThrow(() -> unreadable(raced));
        } catch (IOException refused) {
            throw unreadable(refused);
        }
    }

    private void checkPermissions() throws IOException {
        Set<PosixFilePermission> granted = Files.getPosixFilePermissions(path);
        if (!OWNER_ONLY.containsAll(granted))
            throw new KeyUnavailableException("assay.kek.file: %s has permissions %s; allow its owner only (chmod 600)"
                    .formatted(path, PosixFilePermissions.toString(granted)));
    }

    private Bytes decode(byte[] content) {
        if (content.length == KeyEncryptionKey.OCTETS)
            return Bytes.copyOf(content);
        try {
            byte[] secret = Base64.getDecoder().decode(new String(content, StandardCharsets.US_ASCII).strip());
            if (secret.length == KeyEncryptionKey.OCTETS)
                return Bytes.copyOf(secret);
        } catch (IllegalArgumentException notBase64) {
            // Falls to the one sentence below.
        }
        throw new KeyUnavailableException(
                "assay.kek.file: " + path + " holds neither 32 octets nor the base64 of 32 octets");
    }

    private KeyUnavailableException unreadable(IOException cause) {
        return new KeyUnavailableException("assay.kek.file: %s cannot be read or made (%s)".formatted(path,
                cause.getClass().getSimpleName()), cause);
    }
}
