package dev.assay.emulator.bootlog;

import dev.assay.emulator.bytes.Octets;

/** A bank of registers, by its hash (TPM_ALG_ID; TCG Algorithm Registry). */
public enum Bank {
    SHA1(0x0004, 20, "SHA-1"),
    SHA256(0x000b, 32, "SHA-256"),
    SHA384(0x000c, 48, "SHA-384");

    private final int id;
    private final int length;
    private final String jca;

    Bank(int id, int length, String jca) {
        this.id = id;
        this.length = length;
        this.jca = jca;
    }

    /** TPM_ALG_ID. */
    public int id() {
        return id;
    }

    /** Octets of a digest. */
    public int length() {
        return length;
    }

    /** As the JDK names the hash. */
    public String jca() {
        return jca;
    }

    public Octets digest(Octets octets) {
        return octets.digest(jca);
    }
}
