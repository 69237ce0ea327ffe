package dev.assay.tpm;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.pki.Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The attestation key as the request offers it (maa-tpm §2.1); a certificate declares path b, a key alone a path to a
 * registered device (TP-06). Unverified.
 *
 * @param chain intermediates sent along, our extension {@code aik_chain}
 */
public record OfferedKey(Optional<Certificate> certificate, List<Certificate> chain, Optional<Jwk> key) {
    private static final int LONGEST_CHAIN = 4;

    public OfferedKey {
        chain = List.copyOf(chain);
    }

    /** @throws MalformedException where neither a certificate nor a key is there */
    static OfferedKey read(Fields fields) {
        OfferedKey offered = readIfAny(fields);
        if (offered.none())
            throw fields.refuse("aik_pub", "is missing, and so is aik_cert; one of them names the attestation key");
        return offered;
    }

    static OfferedKey readIfAny(Fields fields) {
        return new OfferedKey(
                fields.someOctets("aik_cert").map(der -> Certificate.read(fields.path("aik_cert"), der)),
                fields.octetList("aik_chain", LONGEST_CHAIN).stream()
                        .map(der -> Certificate.read(fields.path("aik_chain"), der)).toList(),
                fields.object("aik_pub").map(Jwk::read));
    }

    boolean none() {
        return certificate.isEmpty() && key.isEmpty();
    }

    /** DER SubjectPublicKeyInfo: the certificate's, where there is one. */
    Bytes spki() {
        return certificate.map(Certificate::spki).orElseGet(() -> key.orElseThrow().spki());
    }

    /** maa-tpm §3, step 3: a certificate and a key sent together name one key. */
    boolean agrees() {
        return certificate.isEmpty() || key.isEmpty() || certificate.get().spki().equals(key.get().spki());
    }
}
