package dev.assay.vendor;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** TLS to a source whose certificate no public authority issued, as a PCCS of one's own has it. */
public final class TlsTrust {
    private TlsTrust() {}

    /**
     * Trusts exactly the certificates given, and what they issued.
     *
     * @param pem PEM certificates
     */
    public static SSLContext of(String field, Bytes pem) {
        return of(field, pem, new X509Certificate[0]);
    }

    /** Trusts the certificates given beside those the JVM trusts. */
    public static SSLContext besidePublic(String field, Bytes pem) {
        try {
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init((KeyStore) null);
            return of(field, pem, ((X509TrustManager) managers.getTrustManagers()[0]).getAcceptedIssuers());
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this JVM has no list of authorities it trusts", absent);
        }
    }

    private static SSLContext of(String field, Bytes pem, X509Certificate[] others) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.toArray()))) {
                trusted.setCertificateEntry("ca-" + trusted.size(), certificate);
            }
            if (trusted.size() == 0)
                throw new MalformedException(field, "holds no PEM certificate");
            for (X509Certificate other : others)
                trusted.setCertificateEntry("public-" + trusted.size(), other);
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException refused) {
            throw new MalformedException(field, "is not PEM certificates");
        }
    }
}
