package dev.assay.tpm2;

import static dev.assay.tpm2.SigningScheme.Algorithm.ECDSA;
import static dev.assay.tpm2.SigningScheme.Algorithm.RSAPSS;
import static dev.assay.tpm2.SigningScheme.Algorithm.RSASSA;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.util.Optional;

/** TPMT_PUBLIC's unions (Part 2, 12.2.3): octets to {@link TpmPublic}. */
final class PublicAreaReader {
    private static final int RSA = 0x0001;
    private static final int ECC = 0x0023;
    private static final int AES = 0x0006;
    private static final int CFB = 0x0043;
    private static final int NULL = 0x0010;

    private PublicAreaReader() {}

    static TpmPublic read(Bytes octets) {
        ByteReader in = octets.reader();
        int type = in.u16be("type");
        TpmHash nameAlg = TpmHash.read("nameAlg", in);
        var attributes = new ObjectAttributes(in.u32be("objectAttributes"));
        Bytes authPolicy = Wire.sized(in, "authPolicy", 64);
        Optional<Integer> aesBits = symmetric(in);
        Optional<SigningScheme> scheme = scheme(in);
        TpmPublic area = new TpmPublic(octets, nameAlg, attributes, authPolicy, aesBits, scheme, key(type, in));
        in.end("TPMT_PUBLIC");
        return checked(area);
    }

    private static TpmKey key(int type, ByteReader in) {
        return switch (type) {
            case RSA -> rsa(in);
            case ECC -> ecc(in);
            default -> throw new MalformedException("type", 0,
                    "is 0x%04x, neither RSA (0x0001) nor ECC (0x0023) (Part 2, 12.2.2)".formatted(type));
        };
    }

    /** TPMT_SYM_DEF_OBJECT (Part 2, 11.1.7). */
    private static Optional<Integer> symmetric(ByteReader in) {
        int algorithm = in.u16be("symmetric.algorithm");
        if (algorithm == NULL)
            return Optional.empty();
        int bits = algorithm == AES ? in.u16be("symmetric.keyBits") : 0;
        boolean understood = (bits == 128 || bits == 192 || bits == 256) && in.u16be("symmetric.mode") == CFB;
        if (!understood)
            throw new MalformedException("symmetric", "is not AES in CFB mode (Part 2, 11.1.7)");
        return Optional.of(bits);
    }

    /** TPMT_RSA_SCHEME and TPMT_ECC_SCHEME (Part 2, 11.2.4.2, 11.2.5.6); schemes that do not sign are none. */
    private static Optional<SigningScheme> scheme(ByteReader in) {
        int scheme = in.u16be("scheme.scheme");
        return switch (scheme) {
            case NULL, 0x0015 -> Optional.empty();
            case 0x0014 -> Optional.of(new SigningScheme(RSASSA, TpmHash.read("scheme.hash", in)));
            case 0x0016 -> Optional.of(new SigningScheme(RSAPSS, TpmHash.read("scheme.hash", in)));
            case 0x0018 -> Optional.of(new SigningScheme(ECDSA, TpmHash.read("scheme.hash", in)));
            case 0x0017, 0x0019 -> {
                TpmHash.read("scheme.hash", in);
                yield Optional.empty();
            }
            default -> throw new MalformedException("scheme.scheme", in.position() - 2L,
                    "is 0x%04x, which is not understood (Part 2, 11.2.1)".formatted(scheme));
        };
    }

    private static TpmKey rsa(ByteReader in) {
        int bits = in.u16be("keyBits");
        long exponent = in.u32be("exponent");
        return new TpmKey.Rsa(bits, exponent == 0 ? 65_537 : exponent, Wire.sized(in, "unique.rsa", 512));
    }

    private static TpmKey ecc(ByteReader in) {
        TpmKey.Curve curve = TpmKey.Curve.of(in.u16be("curveID"));
        if (in.u16be("kdf.scheme") != NULL)
            TpmHash.read("kdf.hashAlg", in);
        return new TpmKey.Ecc(curve, Wire.sized(in, "unique.x", 66), Wire.sized(in, "unique.y", 66));
    }

    private static TpmPublic checked(TpmPublic area) {
        boolean ecdsa = area.scheme().filter(one -> one.algorithm() == ECDSA).isPresent();
        if (area.scheme().isPresent() && ecdsa != area.key() instanceof TpmKey.Ecc)
            throw new MalformedException("scheme.scheme", "is not one of its kind of key (Part 2, 12.2.3)");
        return area;
    }
}
