package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.Pem;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the JDK, which has never seen the emulator, says about what the emulator makes. */
final class JdkCheck {
    private JdkCheck() {}

    static boolean signed(PublicKey key, Octets message, Octets signature) throws GeneralSecurityException {
        Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
        check.initVerify(key);
        check.update(message.toArray());
        try {
            return check.verify(signature.toArray());
        } catch (SignatureException malformed) {
            return false;
        }
    }

    static PublicKey key(Octets point) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint w = new ECPoint(new BigInteger(1, point.slice(0, 32).toArray()),
                new BigInteger(1, point.slice(32, 64).toArray()));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(w, curve.getParameterSpec(ECParameterSpec.class)));
    }

    static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        return Arrays.stream(pem.split("(?<=-----END CERTIFICATE-----\n)"))
                .filter(block -> block.startsWith("-----BEGIN CERTIFICATE-----"))
                .map(block -> Pem.read("CERTIFICATE", block)).map(der -> certificate(factory, der))
                .collect(Collectors.toList());
    }

    private static X509Certificate certificate(CertificateFactory factory, Octets der) {
        try {
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der.toArray()));
        } catch (GeneralSecurityException refused) {
            throw new AssertionError("the JDK does not read the certificate", refused);
        }
    }

    static X509CRL crl(Octets der) throws GeneralSecurityException {
        return (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(der.toArray()));
    }

    /** PKIX, with revocation where there are CRLs: the last certificate is the anchor. */
    static void validate(List<X509Certificate> chain, Instant at, List<X509CRL> crls) throws Exception {
        X509Certificate anchor = chain.get(chain.size() - 1);
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
        parameters.setDate(Date.from(at));
        parameters.setRevocationEnabled(!crls.isEmpty());
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(crls)));
        var path = CertificateFactory.getInstance("X.509").generateCertPath(chain.subList(0, chain.size() - 1));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }
}
