package dev.assay.eventlog;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.util.Optional;

/** Structured data of Windows records (maa-tpm §7.1): packed, little-endian, read to the last octet. */
public sealed interface WindowsPayload {
    /** A code integrity policy: TPM_ALG_ID and digest of it, its version and name. */
    record Policy(long version, String name, int hashAlgorithm, Bytes digest) implements WindowsPayload {}

    /** A revocation list: FILETIME, TPM_ALG_ID and digest. */
    record RevocationList(long creationTime, int hashAlgorithm, Bytes digest) implements WindowsPayload {}

    /** An RSA identity key of the secure kernel; exponent and modulus big-endian. */
    record IdentityKey(long algorithm, long bits, Bytes exponent, Bytes modulus) implements WindowsPayload {}

    /**
     * Empty where the record has no such structure.
     *
     * @throws MalformedException where it has one and the data does not follow it
     */
    static Optional<WindowsPayload> of(SipaRecord one) {
        return one.type().flatMap(type -> of(type, one.data().reader()));
    }

    private static Optional<WindowsPayload> of(SipaType type, ByteReader in) {
        return switch (type) {
            case SI_POLICY -> Optional.of(policy(in));
            case BOOT_REVOCATION_LIST, OS_REVOCATION_LIST -> Optional.of(revocationList(in));
            case VSM_IDK_INFO, VSM_IDKS_INFO -> Optional.of(identityKey(in));
            default -> Optional.empty();
        };
    }

    private static Policy policy(ByteReader in) {
        long version = in.u64le("policy version");
        int nameLength = in.u16le("policy name length");
        int algorithm = in.u16le("hash algorithm");
        long digestLength = in.u32le("digest length");
        String name = Utf16.decode(in.bytes("policy name", nameLength));
        Bytes digest = in.bytes("digest", digestLength);
        in.end("policy");
        return new Policy(version, name, algorithm, digest);
    }

    private static RevocationList revocationList(ByteReader in) {
        long created = in.u64le("creation time");
        long digestLength = in.u32le("digest length");
        int algorithm = in.u16le("hash algorithm");
        Bytes digest = in.bytes("digest", digestLength);
        in.end("revocation list");
        return new RevocationList(created, algorithm, digest);
    }

    private static IdentityKey identityKey(ByteReader in) {
        long algorithm = in.u32le("key algorithm");
        long bits = in.u32le("key length");
        long exponentLength = in.u32le("exponent length");
        long modulusLength = in.u32le("modulus length");
        Bytes exponent = in.bytes("exponent", exponentLength);
        Bytes modulus = in.bytes("modulus", modulusLength);
        in.end("identity key");
        return new IdentityKey(algorithm, bits, exponent, modulus);
    }
}
