package dev.assay.signing;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Keys made in a PKCS#11 token, which they never leave. Opened at first use and again after a failure, so that an outage
 * at start or later ends when the token is back.
 */
public final class Pkcs11Custody implements Custody {
    private final String configuration;
    private final char[] pin;
    private Provider provider;
    private KeyStore token;

    /** @param configuration path of SunPKCS11's configuration file. @param pin the token user's */
    public Pkcs11Custody(String configuration, String pin) {
        this.configuration = configuration;
        this.pin = pin.toCharArray();
    }

    @Override
    public synchronized SigningKey make(KeyOwner owner, Instant at) {
        return attempt("no key can be made in the PKCS#11 token", store -> {
            SigningKey key = new KeyMaker(provider).make(owner.issuer(), owner.terms().algorithm(), at);
            // KM-01: a key that could be read out is refused, not used.
            if (key.privateKey().getEncoded() != null)
                throw new KeyUnavailableException("the PKCS#11 token makes keys that can be read out: "
                        + "set CKA_SENSITIVE = true and CKA_EXTRACTABLE = false in " + configuration);
            String alias = alias(owner.tenant(), key.kid());
            store.setKeyEntry(alias, key.privateKey(), null, new X509Certificate[]{key.certificate()});
            return open(owner.tenant(), key.published(), store);
        });
    }

    @Override
    public Optional<WrappedKey> wrapped(UUID tenant, SigningKey key) {
        return Optional.empty();
    }

    @Override
    public synchronized SigningKey open(UUID tenant, PublishedKey published, Optional<WrappedKey> wrapped) {
        boolean known = token != null;
        try {
            return open(tenant, published);
        } catch (KeyUnavailableException lost) {
            // why: a token that was opened before may have lost its sessions since, which only a use of it shows.
            if (!known)
                throw lost;
            return open(tenant, published);
        }
    }

    private SigningKey open(UUID tenant, PublishedKey published) {
        return attempt("signing key " + published.kid() + " cannot be had from the PKCS#11 token",
                store -> open(tenant, published, knowing(alias(tenant, published.kid()), store)));
    }

    @Override
    public synchronized void destroy(UUID tenant, String kid) {
        attempt("signing key " + kid + " cannot be destroyed in the PKCS#11 token", store -> {
            String alias = alias(tenant, kid);
            KeyStore current = knowing(alias, store);
            if (current.containsAlias(alias))
                current.deleteEntry(alias);
            return alias;
        });
    }

    private SigningKey open(UUID tenant, PublishedKey published, KeyStore store) throws GeneralSecurityException {
        // JW-07: the tenant is part of the name, so that no row opens another tenant's key.
        if (!(store.getKey(alias(tenant, published.kid()), null) instanceof PrivateKey key))
            throw new KeyUnavailableException("signing key " + published.kid() + " is not in the PKCS#11 token");
        return new SigningKey(published, key, Optional.of(provider.getName()));
    }

    private static String alias(UUID tenant, String kid) {
        return "assay/" + tenant + "/" + kid;
    }

    /** Something to do with the token. */
    @FunctionalInterface
    private interface Task<T> {
        T run(KeyStore store) throws GeneralSecurityException, IOException;
    }

    /** why: a store lists its keys when it is opened, and another node may have made this one since. */
    private KeyStore knowing(String alias, KeyStore store) throws GeneralSecurityException, IOException {
        if (store.containsAlias(alias))
            return store;
        token = null;
        return token();
    }

    private <T> T attempt(String problem, Task<T> task) {
        try {
            return task.run(token());
        } catch (GeneralSecurityException | IOException | ProviderException failed) {
            token = null;
            throw new KeyUnavailableException(problem, failed);
        } catch (KeyUnavailableException refused) {
            token = null;
            throw refused;
        }
    }

    private KeyStore token() throws GeneralSecurityException, IOException {
        if (provider == null) {
            provider = Security.getProvider("SunPKCS11").configure(configuration);
            // why: last in the list, so that it is used by name only; jose4j finds providers no other way. In the place of
            // one that an earlier deployment in this JVM left.
            Security.removeProvider(provider.getName());
            Security.addProvider(provider);
        }
        if (token == null) {
            KeyStore opened = KeyStore.getInstance("PKCS11", provider);
            opened.load(null, pin);
            token = opened;
        }
        return token;
    }
}
