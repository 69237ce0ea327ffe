package dev.assay.persistence;

import dev.assay.signing.KeyEncryptionKey;
import dev.assay.signing.KeyUnavailableException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Brings file and database together at start: the key-encryption key is made only while the database belongs to none;
 * afterwards a missing or different key stops the start ("Settled", Trust).
 */
public final class KeyCustody {
    private final Path path;
    private final Supplier<Optional<String>> claimed;
    private final UnaryOperator<String> claim;

    /** @param claimed the database's check value, if it has one. @param claim sets it where there is none; which won */
    public KeyCustody(Path path, Supplier<Optional<String>> claimed, UnaryOperator<String> claim) {
        this.path = path;
        this.claimed = claimed;
        this.claim = claim;
    }

    /** @throws KeyUnavailableException with one sentence for the operator */
    public KeyEncryptionKey open() {
        KeyFile file = new KeyFile(path);
        Optional<KeyEncryptionKey> held = file.read();
        if (claimed.get().isPresent() && held.isEmpty())
            throw new KeyUnavailableException("assay.kek.file: " + path
                    + " is missing, and the database holds signing keys wrapped by it: restore the file from its backup");
        KeyEncryptionKey key = held.orElseGet(file::create);
        if (!claim.apply(key.checkValue()).equals(key.checkValue()))
            throw new KeyUnavailableException("assay.kek.file: " + path
                    + " holds another key than the one the database's signing keys are wrapped by: restore the right file");
        return key;
    }
}
