package dev.assay.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import java.util.TreeSet;

/** The key store the server opens for HTTPS; {@code authority} is the certificate clients trust, if we made it. */
record TlsIdentity(Path keyStore, String password, String alias, Optional<Path> authority) {
    /** The alias Payara's HTTPS listener looks for. */
    static final String ALIAS = "s1as";
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    static TlsIdentity open(DataFolder data, Settings settings, Instant now) {
        return settings.tls().file().map(TlsIdentity::configured).orElseGet(() -> made(data,
                TlsNames.of(settings.baseUrl().getHost(), settings.tls().baseDomain()), now));
    }

    private static TlsIdentity configured(Settings.TlsFile file) {
        try {
            KeyStore store = load(file.keyStore(), file.password());
            String alias = Collections.list(store.aliases()).stream().filter(name -> holdsKey(store, name)).findFirst()
                    .orElseThrow(() -> new RefusedException("The key store " + file.keyStore()
                            + " holds no private key: set ASSAY_TLS_KEYSTORE to one that does."));
            return new TlsIdentity(file.keyStore(), file.password(), alias, Optional.empty());
        } catch (IOException | GeneralSecurityException e) {
            throw new RefusedException("The key store " + file.keyStore() + " cannot be opened: check "
                    + "ASSAY_TLS_KEYSTORE (a PKCS#12 file) and ASSAY_TLS_PASSWORD.", e);
        }
    }

    private static boolean holdsKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Ours, renewed when it ends within 30 days or the names changed; clients then fetch the new {@code ca.pem}. */
    private static TlsIdentity made(DataFolder data, TlsNames names, Instant now) {
        Path folder = data.folder("tls");
        Path file = folder.resolve("server.p12");
        Path authority = folder.resolve("ca.pem");
        String password = OwnerOnly.password(folder.resolve("server.password"));
        if (!Files.exists(authority) || !serves(file, password, names, now)) {
            renew(file, password, authority, new TlsAuthority(names, now).issue());
        }
        return new TlsIdentity(file, password, ALIAS, Optional.of(authority));
    }

    private static boolean serves(Path file, String password, TlsNames names, Instant now) {
        try {
            X509Certificate held = (X509Certificate) load(file, password).getCertificate(ALIAS);
            return held.getNotAfter().toInstant().isAfter(now.plus(RENEW_BEFORE)) && names(held).equals(names(names));
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }

    private static Set<String> names(X509Certificate certificate) throws GeneralSecurityException {
        Set<String> found = new TreeSet<>();
        Collection<java.util.List<?>> alternatives = certificate.getSubjectAlternativeNames();
        alternatives.forEach(entry -> found.add(entry.get(1).toString()));
        return found;
    }

    private static Set<String> names(TlsNames names) {
        Set<String> wanted = new TreeSet<>(names.dns());
        wanted.addAll(names.addresses());
        return wanted;
    }

    private static void renew(Path file, String password, Path authority, TlsAuthority.Issued issued) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, issued.serverKey().getPrivate(), password.toCharArray(),
                    new Certificate[]{issued.server(), issued.authority()});
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            store.store(content, password.toCharArray());
            OwnerOnly.write(file, content.toByteArray());
            OwnerOnly.write(authority, pem(issued.authority()));
            // why: the authority's certificate is public, and other users' clients read it.
            authority.toFile().setReadable(true, false);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the server's key store cannot be written", e);
        }
    }

    private static String pem(X509Certificate certificate) throws CertificateEncodingException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /** TLS that trusts the server's own certificate and no other. */
    SSLContext pinned() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(alias, load(keyStore, password).getCertificate(alias));
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the server's certificate cannot be read again", e);
        }
    }

    private static KeyStore load(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password.toCharArray());
        }
        return store;
    }

    @Override
    public String toString() {
        return "TlsIdentity[" + keyStore + "]";
    }
}
