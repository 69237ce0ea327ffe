package dev.assay.emulator.tpm;

import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.P256;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;

/**
 * A key that lives in a TPM and signs, with its public area.
 *
 * @param attributes what the public area says of it, whether or not that is so
 */
public record TpmKey(KeyPair keys, KeyForm form, Set<Attribute> attributes) {
    private static final int RSA = 0x0001;
    private static final int ECC = 0x0023;
    private static final int NULL = 0x0010;
    private static final int P_256 = 0x0003;

    public TpmKey {
        attributes = Set.copyOf(attributes);
    }

    static TpmKey attestationKey(KeyForm form) {
        return new TpmKey(form.generate(), form, Attribute.OF_ATTESTATION_KEY);
    }

    /** A key for requests: RSA, signing with PSS whatever it is given. */
    static TpmKey requestKey() {
        return new TpmKey(KeyForm.RSAPSS.generate(), KeyForm.RSAPSS, Attribute.OF_SIGNING_KEY);
    }

    /** TPMT_PUBLIC (Part 2, 12.2.4). */
    public Octets area() {
        return Octets.join(Octets.big16(form.elliptic() ? ECC : RSA), Octets.big16(Bank.SHA256.id()),
                Octets.big32(Attribute.bits(attributes)), Marshal.sized(Octets.zero(0)), Octets.big16(NULL),
                Octets.big16(form.scheme()), Octets.big16(Bank.SHA256.id()), form.elliptic() ? ecc() : rsa(keys));
    }

    private Octets ecc() {
        Octets point = P256.point(keys.getPublic());
        return Octets.join(Octets.big16(P_256), Octets.big16(NULL), Marshal.sized(point.slice(0, 32)),
                Marshal.sized(point.slice(32, 64)));
    }

    /** keyBits, exponent (0 is 65 537), modulus. */
    static Octets rsa(KeyPair keys) {
        BigInteger modulus = ((RSAPublicKey) keys.getPublic()).getModulus();
        return Octets.join(Octets.big16(modulus.bitLength()), Octets.big32(0),
                Marshal.sized(Marshal.unsigned(modulus, modulus.bitLength() / 8)));
    }

    /** TPM2B_PUBLIC. */
    public Octets sizedArea() {
        return Marshal.sized(area());
    }

    /** nameAlg and digest (Part 1, 16). */
    public Octets name() {
        return name(area());
    }

    static Octets name(Octets area) {
        return Octets.big16(Bank.SHA256.id()).then(area.sha256());
    }

    /** The Name under that of the parent (Part 1, 26.5). */
    Octets qualifiedName(Octets parent) {
        return Octets.big16(Bank.SHA256.id()).then(parent.then(name()).sha256());
    }

    /** DER SubjectPublicKeyInfo. */
    public Octets spki() {
        return Octets.of(keys.getPublic().getEncoded());
    }

    /** JWK without white space, members in the order kty, e, n or kty, crv, x, y. */
    public String jwk() {
        return form.elliptic() ? Jwk.elliptic(keys.getPublic()) : Jwk.rsa(keys.getPublic());
    }

    /** TPMT_SIGNATURE. */
    Octets sign(Octets message, Bank hash) {
        return form.signature(keys, message, hash);
    }

    public TpmKey withAttributes(Set<Attribute> other) {
        return new TpmKey(keys, form, other);
    }
}
