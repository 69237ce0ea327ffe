package dev.assay.tpm2;

import dev.assay.bytes.MalformedException;

/** TPMA_OBJECT (Part 2, 8.3): 32 bits, as the claim {@code obj_attr} shows them. */
public record ObjectAttributes(long bits) {
    private static final long RESERVED = 0xfff0f309L;

    /** The bits rules here speak of. */
    public enum Flag {
        FIXED_TPM(1, "fixedTPM"),
        FIXED_PARENT(4, "fixedParent"),
        SENSITIVE_DATA_ORIGIN(5,
                "sensitiveDataOrigin"),
        RESTRICTED(16, "restricted"),
        DECRYPT(17, "decrypt"),
        SIGN(18, "sign");

        private final int bit;
        private final String tcgName;

        Flag(int bit, String tcgName) {
            this.bit = bit;
            this.tcgName = tcgName;
        }
    }

    public ObjectAttributes {
        if ((bits & RESERVED) != 0)
            throw new MalformedException("objectAttributes", "has a reserved bit set (Part 2, 8.3.2)");
    }

    public boolean has(Flag flag) {
        return (bits >> flag.bit & 1) == 1;
    }

    void require(String clause, Flag... flags) {
        for (Flag flag : flags) {
            if (!has(flag))
                throw new MalformedException("objectAttributes", "lacks " + flag.tcgName + " " + clause);
        }
    }

    void forbid(String clause, Flag flag) {
        if (has(flag))
            throw new MalformedException("objectAttributes", "has " + flag.tcgName + " " + clause);
    }
}
