package dev.assay.eventlog;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * A hash algorithm of a log or PCR bank.
 *
 * @param id     TPM_ALG_ID (TPM 2.0 Part 2, 6.3)
 * @param length octets of a digest, 1–64
 */
public record DigestAlgorithm(int id, int length) {
    public static final DigestAlgorithm SHA1 = new DigestAlgorithm(0x04, 20);
    public static final DigestAlgorithm SHA256 = new DigestAlgorithm(0x0b, 32);
    public static final DigestAlgorithm SHA384 = new DigestAlgorithm(0x0c, 48);
    public static final DigestAlgorithm SHA512 = new DigestAlgorithm(0x0d, 64);
    public static final DigestAlgorithm SM3 = new DigestAlgorithm(0x12, 32);
    static final int MAX_LENGTH = 64;
    private static final List<DigestAlgorithm> KNOWN = List.of(SHA1, SHA256, SHA384, SHA512, SM3);

    public static Optional<DigestAlgorithm> of(int id) {
        return KNOWN.stream().filter(known -> known.id == id).findFirst();
    }

    /** As a log's header declares it; one this service does not know is skipped by its length. */
    static DigestAlgorithm declared(int id, int length, long offset) {
        int right = of(id).map(DigestAlgorithm::length).orElse(length);
        if (length != right || length == 0 || length > MAX_LENGTH) {
            throw new MalformedException("digest size", offset,
                    "algorithm 0x%04x cannot have digests of %d bytes".formatted(id, length));
        }
        return new DigestAlgorithm(id, length);
    }

    /** {@code sha1}, {@code sha256}, {@code sha384}, {@code sha512}, {@code sm3}, else {@code 0x} and four digits. */
    public String label() {
        return switch (id) {
            case 0x04 -> "sha1";
            case 0x0b -> "sha256";
            case 0x0c -> "sha384";
            case 0x0d -> "sha512";
            case 0x12 -> "sm3";
            default -> "0x%04x".formatted(id);
        };
    }

    /** Whether this service can compute it. */
    public boolean computable() {
        return jcaName().isPresent();
    }

    /** @throws IllegalStateException where the algorithm is not {@link #computable} */
    public Bytes digest(Bytes... parts) {
        MessageDigest digest = fresh();
        for (Bytes part : parts) {
            part.feed(digest);
        }
        return Bytes.copyOf(digest.digest());
    }

    private MessageDigest fresh() {
        try {
            return MessageDigest.getInstance(jcaName().orElseThrow(() -> new IllegalStateException(
                    "algorithm " + label() + " is not computed here")));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("this JVM has no " + label(), absent);
        }
    }

    private Optional<String> jcaName() {
        return switch (id) {
            case 0x04 -> Optional.of("SHA-1");
            case 0x0b -> Optional.of("SHA-256");
            case 0x0c -> Optional.of("SHA-384");
            case 0x0d -> Optional.of("SHA-512");
            default -> Optional.empty();
        };
    }
}
