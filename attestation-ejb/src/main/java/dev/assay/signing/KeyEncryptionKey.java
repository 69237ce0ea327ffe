package dev.assay.signing;

import dev.assay.bytes.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The installation's key-encryption key, 32 octets, kept outside the database; seals and opens signing keys and tenants' data keys (KM-01). */
public final class KeyEncryptionKey {
    public static final int OCTETS = 32;
    private static final int VERSION = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    public KeyEncryptionKey(Bytes secret) {
        if (secret.length() != OCTETS)
            throw new IllegalArgumentException("a key-encryption key has 32 octets, not " + secret.length());
        key = new SecretKeySpec(secret.toArray(), "AES");
    }

    public static Bytes newSecret() {
        byte[] secret = new byte[OCTETS];
        RANDOM.nextBytes(secret);
        return Bytes.copyOf(secret);
    }

    /** HMAC-SHA256 of a fixed text, hexadecimal: tells another key, reveals nothing of this one. */
    public String checkValue() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            return Bytes.copyOf(mac.doFinal(Bytes.utf8("assay key-encryption key check 1").toArray())).toHex();
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this JVM has no HMAC-SHA256", absent);
        }
    }

    public WrappedKey seal(UUID tenant, String kid, PrivateKey privateKey) {
        byte[] dek = new byte[OCTETS];
        RANDOM.nextBytes(dek);
        byte[] plain = privateKey.getEncoded();
        try {
            var inner = AesGcm.seal(new SecretKeySpec(dek, "AES"), plain, bound(tenant, kid, VERSION, "signing-key"));
            var outer = AesGcm.seal(key, dek, bound(tenant, kid, VERSION, "signing-key-dek"));
            return new WrappedKey(VERSION, inner.nonce(), inner.box(), outer.nonce(), outer.box(), checkValue());
        } finally {
            Arrays.fill(dek, (byte) 0);
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** @throws KeyUnavailableException where the row is another tenant's or key's, was altered, or needs another key */
    public PrivateKey open(UUID tenant, String kid, WrappedKey wrapped) {
        if (!wrapped.kekCheck().equals(checkValue()))
            throw new KeyUnavailableException("signing key " + kid + " was wrapped by another key-encryption key");
        byte[] dek = {};
        byte[] plain = {};
        try {
            dek = AesGcm.open(key, new AesGcm.Sealed(wrapped.dekNonce(), wrapped.wrappedDek()),
                    bound(tenant, kid, wrapped.version(), "signing-key-dek"));
            plain = AesGcm.open(new SecretKeySpec(dek, "AES"),
                    new AesGcm.Sealed(wrapped.keyNonce(), wrapped.wrappedKey()),
                    bound(tenant, kid, wrapped.version(), "signing-key"));
            return KeyFactory.getInstance(type(plain)).generatePrivate(new PKCS8EncodedKeySpec(plain));
        } catch (GeneralSecurityException refused) {
            throw new KeyUnavailableException("signing key " + kid + " does not decrypt", refused);
        } finally {
            Arrays.fill(dek, (byte) 0);
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** A seal of its own for messages of that purpose; the same wherever this key is. */
    public MessageSeal messageSeal(String purpose) {
        Bytes secret = KeyDerivation.extract(Bytes.utf8("assay key-encryption key derivation 1"),
                Bytes.copyOf(key.getEncoded()));
        return new MessageSeal(KeyDerivation.expand(secret, Bytes.utf8(purpose), OCTETS));
    }

    /** Makes a key for a tenant's own data. @param number tells the tenant's keys apart */
    public DataKey.Wrapped newDataKey(UUID tenant, int number) {
        return DataKey.make(key, tenant, number, checkValue());
    }

    /** @throws KeyUnavailableException where the key is another tenant's or number's, or was wrapped by another key */
    public DataKey open(UUID tenant, int number, DataKey.Wrapped wrapped) {
        if (!wrapped.kekCheck().equals(checkValue()))
            throw new KeyUnavailableException(
                    "data key " + number + " of a tenant was wrapped by another key-encryption key");
        return DataKey.open(key, tenant, number, wrapped.key());
    }

    /** The key's kind, as PKCS#8 names it (RFC 5208 §5). */
    private static String type(byte[] plain) {
        ASN1ObjectIdentifier kind = PrivateKeyInfo.getInstance(plain).getPrivateKeyAlgorithm().getAlgorithm();
        return kind.equals(X9ObjectIdentifiers.id_ecPublicKey) ? "EC" : "RSA";
    }

    // KM-01: tenant, key id, version and purpose, so that a row moved elsewhere does not decrypt.
    private static Bytes bound(UUID tenant, String kid, int version, String purpose) {
        return Bytes.utf8(tenant + "|" + kid + "|" + version + "|" + purpose);
    }

    @Override
    public String toString() {
        return "key-encryption key";
    }
}
