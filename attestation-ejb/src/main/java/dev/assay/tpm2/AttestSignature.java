package dev.assay.tpm2;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.pki.UnsoundException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Set;

/** D.3: the signature over the octets of a TPMS_ATTEST as they were received. */
public final class AttestSignature {
    private AttestSignature() {}

    /**
     * TP-05: with the scheme and hash that the key's public area names.
     *
     * @throws UnsoundException where scheme or hash is another, not accepted (TP-04), or the signature does not hold
     */
    public static void verify(Attest attest, TpmSignature signature, TpmPublic key) {
        SigningScheme declared = key.scheme().orElseThrow(() -> new UnsoundException(
                "the key's public area names no signing scheme (TP-05)"));
        if (!declared.equals(signature.scheme()))
            throw new UnsoundException("the signature is " + signature.scheme() + ", but its key's public area says "
                    + declared + " (TP-05)");
        verify(attest, signature, key.key().jca(), TpmHash.SOUND);
    }

    /**
     * For a key known by a certificate or JWK alone, which names no scheme.
     *
     * @param accepted hashes that may be signed with; {@link TpmHash#SOUND} but for a reason
     */
    public static void verify(Attest attest, TpmSignature signature, PublicKey key, Set<TpmHash> accepted) {
        TpmHash hash = signature.scheme().hash();
        if (!accepted.contains(hash))
            throw new UnsoundException("the signature's hash " + hash.jca() + " is not accepted (TP-04)");
        boolean holds = switch (signature) {
            case TpmSignature.Rsa rsa -> holds(attest, rsa, key);
            case TpmSignature.Ecc ecc -> holds(attest, ecc, key);
        };
        if (!holds)
            throw new UnsoundException("the signature does not hold over the TPMS_ATTEST (Part 2, 11.3.4)");
    }

    private static boolean holds(Attest attest, TpmSignature.Rsa signature, PublicKey key) {
        if (!(key instanceof RSAPublicKey rsa) || signature.signature().length() * 8 != octetBits(rsa))
            return false;
        TpmHash hash = signature.scheme().hash();
        if (signature.scheme().algorithm() == SigningScheme.Algorithm.RSAPSS)
            return holdsPss(attest, signature, rsa);
        try {
            return verifies(Signature.getInstance(sha(hash) + "withRSA"), key, attest.octets(), signature.signature());
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    /** Part 1, B.7: the salt is as long as the digest where the TPM follows FIPS 186, else the longest that fits. */
    private static boolean holdsPss(Attest attest, TpmSignature.Rsa signature, RSAPublicKey key) {
        TpmHash hash = signature.scheme().hash();
        int longest = (key.getModulus().bitLength() + 6) / 8 - hash.length() - 2;
        return longest >= hash.length() && (holdsPss(attest, signature, key, hash.length())
                || holdsPss(attest, signature, key, longest));
    }

    private static boolean holdsPss(Attest attest, TpmSignature.Rsa signature, RSAPublicKey key, int salt) {
        try {
            return verifies(pss(signature.scheme().hash(), salt), key, attest.octets(), signature.signature());
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    private static int octetBits(RSAPublicKey key) {
        return (key.getModulus().bitLength() + 7) / 8 * 8;
    }

    private static Signature pss(TpmHash hash, int salt) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("RSASSA-PSS");
        verifier.setParameter(new PSSParameterSpec(hash.jca(), "MGF1", new MGF1ParameterSpec(hash.jca()),
                salt, 1));
        return verifier;
    }

    private static boolean holds(Attest attest, TpmSignature.Ecc signature, PublicKey key) {
        if (!(key instanceof ECPublicKey))
            return false;
        try {
            Signature verifier = Signature.getInstance(sha(signature.scheme().hash()) + "withECDSA");
            return verifies(verifier, key, attest.octets(), der(signature));
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    private static boolean verifies(Signature verifier, PublicKey key, Bytes octets, Bytes signature)
            throws GeneralSecurityException {
        verifier.initVerify(key);
        verifier.update(octets.toArray());
        return verifier.verify(signature.toArray());
    }

    private static String sha(TpmHash hash) {
        return hash.jca().replace("-", "");
    }

    /** ECDSA-Sig-Value (RFC 3279 §2.2.3), for the JDK; two integers of at most 67 octets. */
    private static Bytes der(TpmSignature.Ecc signature) {
        Bytes body = integer(signature.r()).concat(integer(signature.s()));
        Bytes length = body.length() < 0x80 ? octet(body.length()) : octet(0x81).concat(octet(body.length()));
        return octet(0x30).concat(length).concat(body);
    }

    private static Bytes integer(Bytes unsigned) {
        if (unsigned.allZero())
            throw new MalformedException("signature", "has a zero component (Part 2, 11.3.2)");
        byte[] value = new BigInteger(1, unsigned.toArray()).toByteArray();
        return octet(0x02).concat(octet(value.length)).concat(Bytes.copyOf(value));
    }

    private static Bytes octet(int value) {
        return Bytes.copyOf(new byte[]{(byte) value});
    }
}
