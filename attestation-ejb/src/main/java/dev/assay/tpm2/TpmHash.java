package dev.assay.tpm2;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.Set;

/** TPMI_ALG_HASH (Part 2, 6.3): the hash algorithms this package computes. */
public enum TpmHash {
    SHA1(0x0004, "SHA-1", 20),
    SHA256(0x000b, "SHA-256", 32),
    SHA384(0x000c, "SHA-384", 48),
    SHA512(0x000d, "SHA-512",
            64);

    /** TP-04: what is accepted where no one asks for less. */
    public static final Set<TpmHash> SOUND = Set.copyOf(EnumSet.of(SHA256, SHA384, SHA512));

    private final int id;
    private final String jca;
    private final int length;

    TpmHash(int id, String jca, int length) {
        this.id = id;
        this.jca = jca;
        this.length = length;
    }

    /** TPM_ALG_ID. */
    public int id() {
        return id;
    }

    /** Octets of a digest. */
    public int length() {
        return length;
    }

    public String jca() {
        return jca;
    }

    /** @throws MalformedException for an identifier this package does not compute */
    public static TpmHash of(String field, long id) {
        for (TpmHash hash : values()) {
            if (hash.id == id)
                return hash;
        }
        throw new MalformedException(field,
                "is 0x%04x, not SHA-1, SHA-256, SHA-384 or SHA-512 (Part 2, 6.3)".formatted(id));
    }

    static TpmHash read(String field, ByteReader in) {
        return of(field, in.u16be(field));
    }

    public Bytes digest(Bytes octets) {
        MessageDigest digest = start();
        octets.feed(digest);
        return Bytes.copyOf(digest.digest());
    }

    MessageDigest start() {
        try {
            return MessageDigest.getInstance(jca);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("this JVM has no " + jca, absent);
        }
    }
}
