package dev.assay.bench;

import dev.assay.pki.CryptoProviders;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The unit: one verification of a P-256 signature over 432 octets, with the provider the service chooses. */
@State(Scope.Benchmark)
public class P256Benchmark {
    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    private PublicKey key;
    private byte[] message;
    private byte[] signature;

    @Setup
    public void sign() throws GeneralSecurityException {
        CryptoProviders.choose();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        key = pair.getPublic();
        message = new byte[432];
        Signature signer = Signature.getInstance(ALGORITHM);
        signer.initSign(pair.getPrivate());
        signer.update(message);
        signature = signer.sign();
    }

    /** The provider the measured verification ends at. */
    static String providerName() throws GeneralSecurityException {
        P256Benchmark benchmark = new P256Benchmark();
        benchmark.sign();
        Signature verifier = Signature.getInstance(ALGORITHM);
        verifier.initVerify(benchmark.key);
        return verifier.getProvider().toString();
    }

    @Benchmark
    public boolean verify() throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(ALGORITHM);
        verifier.initVerify(key);
        verifier.update(message);
        return verifier.verify(signature);
    }
}
