package dev.assay.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** Private keys and certificates in PEM, as openssl writes them. @param passphraseFile may be null */
record PrivateKeyFile(Terminal terminal, String passphraseFile) {
    /** @throws UsageException naming the option where the file holds no key that can be read */
    PrivateKey read(String option, String file) {
        String pem = InputFile.text(option, InputFile.read(option, file));
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
                // why: openssl writes an EC key's parameters before the key.
                if (info(option, found) instanceof PrivateKeyInfo info)
                    return key(info);
            }
        } catch (IOException | GeneralSecurityException refused) {
            throw new UsageException(option + ": " + file + " is not a private key in PEM.");
        }
        throw new UsageException(option + ": " + file + " holds no private key in PEM.");
    }

    private PrivateKeyInfo info(String option, Object found) throws IOException {
        return switch (found) {
            case PEMKeyPair pair -> pair.getPrivateKeyInfo();
            case PrivateKeyInfo info -> info;
            case PKCS8EncryptedPrivateKeyInfo encrypted -> decrypted(option, encrypted);
            case PEMEncryptedKeyPair old -> throw new UsageException(option
                    + ": is encrypted in openssl's old way, which is weak; convert it with 'openssl pkcs8 -topk8'.");
            default -> null;
        };
    }

    private PrivateKeyInfo decrypted(String option, PKCS8EncryptedPrivateKeyInfo encrypted) {
        if (passphraseFile == null)
            throw new UsageException(option + ": is encrypted; give its passphrase with --passphrase-file.");
        char[] passphrase = ClientOptions.read("--passphrase-file", passphraseFile, terminal).toCharArray();
        try {
            return encrypted.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(new BouncyCastleProvider()).build(passphrase));
        } catch (PKCSException | OperatorCreationException refused) {
            throw new UsageException("--passphrase-file: is not the passphrase of " + option + ".");
        }
    }

    /** By the JDK, so that signatures are the JDK's as well. */
    private static PrivateKey key(PrivateKeyInfo info) throws IOException, GeneralSecurityException {
        boolean ec = info.getPrivateKeyAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey);
        return KeyFactory.getInstance(ec ? "EC" : "RSA").generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    }

    /** In the file's order. @throws UsageException naming the option where there is none */
    static List<X509Certificate> certificates(String option, String file) {
        try {
            var found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(InputFile.read(option, file).toArray()));
            if (!found.isEmpty())
                return found.stream().map(X509Certificate.class::cast).toList();
        } catch (GeneralSecurityException refused) {
            // why: one sentence for both.
        }
        throw new UsageException(option + ": " + file + " holds no certificate in PEM.");
    }
}
