package dev.assay.tpm2;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;

/**
 * TPMS_ATTEST (Part 2, 10.12.12) of TPM2_Quote or TPM2_Certify.
 *
 * @param octets as received: what the signature covers
 * @param qualifiedSigner Name of the signing key, qualified by its parents
 * @param extraData the caller's qualifying data, 0–64 octets
 * @param firmwareVersion 64 bits in the manufacturer's own order
 */
public record Attest(Bytes octets, Bytes qualifiedSigner, Bytes extraData, ClockInfo clock, long firmwareVersion,
        Attested attested) {
    private static final long TPM_GENERATED = 0xff544347L;
    private static final int CERTIFY = 0x8017;
    private static final int QUOTE = 0x8018;
    /** TPMU_NAME: nameAlg and a SHA-512 digest; TPM2B_DATA: TPMT_HA of the same size. */
    private static final int MAX_NAME = 66;

    /** @throws MalformedException naming the field; TP-01: also where octets follow the end */
    public static Attest read(Bytes octets) {
        ByteReader in = octets.reader();
        checkMagic(in);
        int type = type(in);
        Attest attest = new Attest(octets, Wire.sized(in, "qualifiedSigner", MAX_NAME),
                Wire.sized(in, "extraData", MAX_NAME), ClockInfo.read(in), in.u64be("firmwareVersion"),
                attested(type, in));
        in.end("TPMS_ATTEST");
        return attest;
    }

    /** @throws MalformedException where this is not of TPM2_Quote */
    public Attested.Quote quote() {
        return switch (attested) {
            case Attested.Quote quote -> quote;
            case Attested.Certified other -> throw new MalformedException("type", 4,
                    "is 0x8017 (certify), not 0x8018 (quote) (Part 2, 6.9)");
        };
    }

    /** @throws MalformedException where this is not of TPM2_Certify */
    public Attested.Certified certified() {
        return switch (attested) {
            case Attested.Certified certified -> certified;
            case Attested.Quote other -> throw new MalformedException("type", 4,
                    "is 0x8018 (quote), not 0x8017 (certify) (Part 2, 6.9)");
        };
    }

    /** TP-01: what a TPM did not make itself does not begin with it. */
    private static void checkMagic(ByteReader in) {
        if (in.u32be("magic") != TPM_GENERATED)
            throw new MalformedException("magic", 0, "is not TPM_GENERATED_VALUE 0xff544347 (Part 2, 6.2)");
    }

    private static int type(ByteReader in) {
        int type = in.u16be("type");
        if (type != QUOTE && type != CERTIFY) {
            throw new MalformedException("type", 4,
                    "is 0x%04x, neither 0x8018 (quote) nor 0x8017 (certify) (Part 2, 6.9)".formatted(type));
        }
        return type;
    }

    private static Attested attested(int type, ByteReader in) {
        return type == QUOTE ? Attested.Quote.read(in) : Attested.Certified.read(in);
    }
}
