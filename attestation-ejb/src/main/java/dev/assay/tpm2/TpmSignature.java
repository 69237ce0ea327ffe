package dev.assay.tpm2;

import static dev.assay.tpm2.SigningScheme.Algorithm.ECDSA;
import static dev.assay.tpm2.SigningScheme.Algorithm.RSAPSS;
import static dev.assay.tpm2.SigningScheme.Algorithm.RSASSA;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;

/** TPMT_SIGNATURE (Part 2, 11.3.4). */
public sealed interface TpmSignature {
    SigningScheme scheme();

    /** TPMS_SIGNATURE_RSA: as long as the modulus. */
    record Rsa(SigningScheme scheme, Bytes signature) implements TpmSignature {}

    /** TPMS_SIGNATURE_ECC: two unsigned integers, big-endian. */
    record Ecc(SigningScheme scheme, Bytes r, Bytes s) implements TpmSignature {}

    /** @throws MalformedException naming the field, also for a scheme not understood or octets behind the end */
    static TpmSignature read(Bytes octets) {
        ByteReader in = octets.reader();
        int algorithm = in.u16be("sigAlg");
        TpmSignature signature = switch (algorithm) {
            case 0x0014 -> rsa(RSASSA, in);
            case 0x0016 -> rsa(RSAPSS, in);
            case 0x0018 -> new Ecc(new SigningScheme(ECDSA, TpmHash.read("signature.hash", in)),
                    Wire.sized(in, "signature.signatureR", 66), Wire.sized(in, "signature.signatureS", 66));
            default -> throw new MalformedException("sigAlg", 0,
                    "is 0x%04x, not RSASSA, RSAPSS or ECDSA (Part 2, 11.3.4)".formatted(algorithm));
        };
        in.end("TPMT_SIGNATURE");
        return signature;
    }

    private static Rsa rsa(SigningScheme.Algorithm algorithm, ByteReader in) {
        return new Rsa(new SigningScheme(algorithm, TpmHash.read("signature.hash", in)),
                Wire.sized(in, "signature.sig", 512));
    }
}
