package dev.assay.tpm2;

import static dev.assay.tpm2.ObjectAttributes.Flag.DECRYPT;
import static dev.assay.tpm2.ObjectAttributes.Flag.FIXED_PARENT;
import static dev.assay.tpm2.ObjectAttributes.Flag.FIXED_TPM;
import static dev.assay.tpm2.ObjectAttributes.Flag.RESTRICTED;
import static dev.assay.tpm2.ObjectAttributes.Flag.SENSITIVE_DATA_ORIGIN;
import static dev.assay.tpm2.ObjectAttributes.Flag.SIGN;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.util.Optional;

/**
 * TPMT_PUBLIC (Part 2, 12.2.4) of an RSA or ECC key.
 *
 * @param octets as received: what the Name is the digest of
 * @param authPolicy digest of the key's policy, empty where it has none
 * @param aesBits key length of the symmetric cipher that protects children, AES-CFB; absent for a key that is no parent
 * @param scheme absent where the structure leaves it to the command
 */
public record TpmPublic(Bytes octets, TpmHash nameAlg, ObjectAttributes attributes, Bytes authPolicy,
        Optional<Integer> aesBits, Optional<SigningScheme> scheme, TpmKey key) {
    private static final int SMALLEST_RSA = 2048;

    /** @throws MalformedException naming the field, also for a kind of key not understood or octets behind the end */
    public static TpmPublic read(Bytes octets) {
        return PublicAreaReader.read(octets);
    }

    /** TPM2B_PUBLIC (Part 2, 12.2.5): the same behind its length. */
    public static TpmPublic readSized(Bytes octets) {
        ByteReader in = octets.reader();
        Bytes area = Wire.sized(in, "TPM2B_PUBLIC", Short.MAX_VALUE);
        in.end("TPM2B_PUBLIC");
        return read(area);
    }

    /** Part 1, 16: nameAlg and the digest of the public area with it. */
    public Bytes name() {
        return Wire.u16(nameAlg.id()).concat(nameAlg.digest(octets));
    }

    /** TP-07: a key that signs only what its TPM made itself, and never left it. */
    public void checkAttestationKey() {
        attributes.require("(TP-07; Part 2, 8.3.3)", RESTRICTED, SIGN, FIXED_TPM, FIXED_PARENT,
                SENSITIVE_DATA_ORIGIN);
        attributes.forbid("(TP-07; Part 2, 8.3.3)", DECRYPT);
        if (scheme.isEmpty())
            throw new MalformedException("scheme", "is not RSASSA, RSAPSS or ECDSA (TP-05; Part 2, 11.2.1)");
        checkStrength("TP-07");
    }

    /** TP-08: a key that opens only what was made for its TPM. */
    public void checkEndorsementKey() {
        attributes.require("(TP-08; Part 2, 8.3.3)", RESTRICTED, DECRYPT, FIXED_TPM, FIXED_PARENT,
                SENSITIVE_DATA_ORIGIN);
        attributes.forbid("(TP-08; Part 2, 8.3.3)", SIGN);
        if (aesBits.isEmpty())
            throw new MalformedException("symmetric", "is not AES-CFB (TP-08; Part 2, 11.1.7)");
        checkStrength("TP-08");
    }

    private void checkStrength(String clause) {
        if (nameAlg == TpmHash.SHA1)
            throw new MalformedException("nameAlg", "is SHA-1 (" + clause + ")");
        if (key instanceof TpmKey.Rsa rsa && rsa.bits() < SMALLEST_RSA)
            throw new MalformedException("keyBits", "is " + rsa.bits() + ", fewer than 2048 (" + clause + ")");
    }
}
