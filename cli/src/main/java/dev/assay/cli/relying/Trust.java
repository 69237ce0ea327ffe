package dev.assay.cli.relying;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** What a server's TLS certificate must chain to. Says nothing about tokens: their keys are the issuer's to publish. */
public final class Trust {
    private Trust() {}

    /** Only this CA. @throws IllegalArgumentException with a sentence where the file holds none */
    public static SSLContext only(Path ca) {
        return context(ca, false);
    }

    /** This CA, and those this JVM comes with. @throws IllegalArgumentException as {@link #only} */
    public static SSLContext also(Path ca) {
        return context(ca, true);
    }

    /** The CAs this JVM comes with. */
    public static SSLContext system() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("this JVM has no usable TLS", refused);
        }
    }

    private static SSLContext context(Path ca, boolean withSystem) {
        try (InputStream pem = Files.newInputStream(ca)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var factory = java.security.cert.CertificateFactory.getInstance("X.509");
            add(store, factory.generateCertificates(pem).toArray(Certificate[]::new));
            if (store.size() == 0)
                throw new IllegalArgumentException(ca + " holds no certificate");
            if (withSystem)
                add(store, systemAuthorities());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context;
        } catch (IOException refused) {
            throw new IllegalArgumentException(ca + " cannot be read", refused);
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException(ca + " is not a certificate in PEM", refused);
        }
    }

    private static void add(KeyStore store, Certificate... certificates) throws GeneralSecurityException {
        for (Certificate certificate : certificates)
            store.setCertificateEntry("ca-" + store.size(), certificate);
    }

    private static Certificate[] systemAuthorities() throws GeneralSecurityException {
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager authorities)
                return authorities.getAcceptedIssuers();
        }
        return new Certificate[0];
    }

    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
