package dev.assay.tpm;

import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.tpm2.TpmKey;
import java.security.PublicKey;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.lang.JoseException;

/** D.1a: whoever sent a request holds the private key it brings (TP-20). */
final class PossessionProof {
    private static final String PS256 = "PS256";
    private static final int SMALLEST_RSA = 2048;

    private PossessionProof() {}

    /** Over the octets as received. @throws Refusal {@code REQUEST_SIGNATURE_INVALID} */
    static void check(RequestSignature signature, Jwk key) {
        // JW-01, JW-03: the algorithm is ours, and the key one that fits it.
        if (!(key.key() instanceof TpmKey.Rsa rsa) || rsa.bits() < SMALLEST_RSA)
            throw refusal("the key that the request brings is not RSA of 2048 bits or more, as PS256 needs");
        if (!holds(signature, key.key().jca()))
            throw refusal("the request's signature does not verify with the key it brings");
    }

    private static boolean holds(RequestSignature signature, PublicKey key) {
        try {
            JsonWebSignatureAlgorithm algorithm = AlgorithmFactoryFactory.getInstance().getJwsAlgorithmFactory()
                    .getAlgorithm(PS256);
            algorithm.validateVerificationKey(key);
            return algorithm.verifySignature(signature.signature().toArray(), key, signature.signed().toArray(),
                    new ProviderContext());
        } catch (JoseException refused) {
            return false;
        }
    }

    private static Refusal refusal(String what) {
        return new Refusal(Reason.REQUEST_SIGNATURE_INVALID, what);
    }
}
