package dev.assay.tpm;

import dev.assay.attestationkey.TpmDevice;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.pki.UnsoundException;
import dev.assay.tpm2.Attest;
import dev.assay.tpm2.AttestSignature;
import dev.assay.tpm2.TpmHash;
import dev.assay.tpm2.TpmPublic;
import dev.assay.tpm2.TpmSignature;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import java.util.Set;

/** The attestation key as what it signed is verified with it. */
sealed interface SigningKey {
    /** TP-05: scheme and hash are those its public area names. */
    record OfArea(TpmPublic area) implements SigningKey {}

    /** Known by certificate or JWK, which name no scheme. @param accepted hashes that may be signed with */
    record Bare(PublicKey key, Set<TpmHash> accepted) implements SigningKey {}

    /** @throws UnsoundException where it does not hold */
    default void verify(Attest attest, TpmSignature signature) {
        switch (this) {
            case OfArea(TpmPublic area) -> AttestSignature.verify(attest, signature, area);
            case Bare(PublicKey key, Set<TpmHash> accepted) ->
                AttestSignature.verify(attest, signature, key, accepted);
        }
    }

    static SigningKey of(OfferedKey offered, Optional<TpmDevice> device, Set<TpmHash> accepted) {
        Optional<Bytes> area = device.flatMap(TpmDevice::publicArea);
        return area.isPresent() ? new OfArea(area(area.get())) : new Bare(of(offered), accepted);
    }

    private static TpmPublic area(Bytes octets) {
        try {
            return TpmPublic.read(octets);
        } catch (MalformedException unread) {
            throw new Refusal(Reason.STORE_UNAVAILABLE,
                    "the public area kept of this device cannot be read: " + unread.getMessage());
        }
    }

    /** TP-07, as far as a key alone shows it. @throws Refusal {@code ATTESTATION_KEY_UNSUITABLE} */
    static PublicKey of(OfferedKey offered) {
        PublicKey key = decoded(offered.spki());
        if (key instanceof RSAPublicKey rsa && (rsa.getModulus().bitLength() < 2048
                || rsa.getModulus().bitLength() > 4096 || rsa.getPublicExponent().bitLength() > 32))
            throw unsuitable("the attestation key is not RSA of 2048 to 4096 bits (TP-07)");
        return key;
    }

    private static PublicKey decoded(Bytes spki) {
        for (String kind : new String[]{"RSA", "EC"}) {
            try {
                return KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(spki.toArray()));
            } catch (GeneralSecurityException another) {
                continue;
            }
        }
        throw unsuitable("the attestation key is neither RSA nor EC (TP-07)");
    }

    private static Refusal unsuitable(String what) {
        return new Refusal(Reason.ATTESTATION_KEY_UNSUITABLE, what);
    }
}
