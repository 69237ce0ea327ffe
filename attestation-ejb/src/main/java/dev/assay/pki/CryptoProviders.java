package dev.assay.pki;

import dev.assay.bytes.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;

/**
 * Chooses the JCA provider: the fastest that loads and passes a self-test, put first in the JVM's list. Amazon Corretto
 * Crypto Provider (native; on the launcher's class path), else Bouncy Castle, else what the JDK has.
 */
public final class CryptoProviders {
    private static final List<String> CANDIDATES = List.of(
            "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider",
            "org.bouncycastle.jce.provider.BouncyCastleProvider");

    /** FIPS 186-4 P-256 key and two signatures over the octets "sample" (RFC 6979, A.2.5), SHA-256. */
    private static final Bytes EC_KEY = Bytes.hex("3059301306072a8648ce3d020106082a8648ce3d030107034200"
            + "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
            + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");
    private static final Bytes EC_SIGNATURE = Bytes.hex("3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d"
            + "0ea84eaf3716022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
    private static final Bytes SAMPLE = Bytes.utf8("sample");
    private static final String SAMPLE_SHA256 = "af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf";

    private CryptoProviders() {}

    /** @param why one sentence: what was tried before it, and how that ended */
    public record Choice(String name, String version, String why) {
        @Override
        public String toString() {
            return name + " " + version + " (" + why + ")";
        }
    }

    /** Tries each candidate in turn; the same choice again where it stands first already. */
    public static synchronized Choice choose() {
        StringBuilder tried = new StringBuilder();
        for (String candidate : CANDIDATES) {
            String problem = install(candidate);
            if (problem.isEmpty())
                return choice(Security.getProviders()[0], tried + "self-test passed");
            tried.append(candidate.substring(candidate.lastIndexOf('.') + 1)).append(": ").append(problem).append("; ");
        }
        Provider builtIn = signatures();
        String problem = selfTest(builtIn);
        if (!problem.isEmpty())
            throw new IllegalStateException("no cryptography provider passes its self-test: " + tried + problem);
        return choice(builtIn, tried + "the JDK's own, self-test passed");
    }

    private static String install(String className) {
        try {
            Provider provider = (Provider) Class.forName(className).getConstructor().newInstance();
            String problem = selfTest(provider);
            if (problem.isEmpty()) {
                Security.removeProvider(provider.getName());
                Security.insertProviderAt(provider, 1);
            }
            return problem;
        } catch (ClassNotFoundException absent) {
            return "not on the class path";
        } catch (ReflectiveOperationException | LinkageError | RuntimeException refused) {
            return "does not load (" + refused.getClass().getSimpleName() + ")";
        }
    }

    /** Empty where the provider verifies a good signature, refuses a bad one and hashes as it must. */
    static String selfTest(Provider provider) {
        try {
            if (!verifies(provider, EC_SIGNATURE, SAMPLE))
                return "refuses a good P-256 signature";
            if (verifies(provider, EC_SIGNATURE, Bytes.utf8("samplf")))
                return "accepts a bad P-256 signature";
            if (!hash(provider).equals(SAMPLE_SHA256))
                return "computes a wrong SHA-256";
            return RsaVector.check(provider);
        } catch (GeneralSecurityException | RuntimeException refused) {
            return "fails its self-test (" + refused.getClass().getSimpleName() + ")";
        }
    }

    private static boolean verifies(Provider provider, Bytes signature, Bytes message)
            throws GeneralSecurityException {
        PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(EC_KEY.toArray()));
        Signature verifier = provider.getService("Signature", "SHA256withECDSA") == null
                ? Signature.getInstance("SHA256withECDSA")
                : Signature.getInstance("SHA256withECDSA", provider);
        verifier.initVerify(key);
        verifier.update(message.toArray());
        return verifier.verify(signature.toArray());
    }

    private static String hash(Provider provider) throws GeneralSecurityException {
        MessageDigest digest = provider.getService("MessageDigest", "SHA-256") == null
                ? MessageDigest.getInstance("SHA-256")
                : MessageDigest.getInstance("SHA-256", provider);
        return Bytes.copyOf(digest.digest(SAMPLE.toArray())).toHex();
    }

    private static Provider signatures() {
        try {
            return Signature.getInstance("SHA256withECDSA").getProvider();
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this JVM has no ECDSA", absent);
        }
    }

    private static Choice choice(Provider provider, String why) {
        return new Choice(provider.getName(), provider.getVersionStr(), why);
    }
}
