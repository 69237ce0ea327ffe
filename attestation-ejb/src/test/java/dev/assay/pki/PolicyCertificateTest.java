package dev.assay.pki;

import static dev.assay.pki.SignerCertificates.AT;
import static dev.assay.pki.SignerCertificates.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.pki.SignerCertificates.Draft;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which certificates may be listed for policies (maa-api §3, §9). */
class PolicyCertificateTest {
    private static final Instant YESTERDAY = AT.minus(Duration.ofDays(1));
    private static final KeyPair RSA = pair("RSA", 2048);
    private static final KeyPair EC = pair("EC", 256);

    @ParameterizedTest
    @CsvSource({"RSA,2048,SHA256withRSA", "RSA,3072,SHA512withRSA",
            "EC,256,SHA256withECDSA", "EC,384,SHA384withECDSA", "EC,521,SHA512withECDSA"})
    void takesASelfSignedAuthorityOfASoundKey(String kind, int size, String algorithm) {
        KeyPair key = pair(kind, size);
        Bytes der = new Draft("CN=signer", "CN=signer", algorithm, key, key, Optional.of(true), YESTERDAY).der();
        PolicyCertificate accepted = PolicyCertificate.accept("c", der, AT);
        assertEquals("CN=signer", accepted.subject());
        assertEquals(der.sha256(), accepted.sha256());
    }

    @Test
    void takesOneIssuedByAnotherWithoutBasicConstraints() {
        Bytes der = new Draft("CN=leaf", "CN=root", "SHA256withRSA", EC, RSA, Optional.empty(), YESTERDAY).der();
        assertEquals(der, PolicyCertificate.accept("c", der, AT).der());
    }

    @Test
    void refusesASelfSignedOneThatIsNoAuthority() {
        refused("self-signed without Basic Constraints CA=true", SignerCertificates.selfSignedWithoutCa());
        refused("self-signed without Basic Constraints CA=true",
                new Draft("CN=a", "CN=a", "SHA256withRSA", RSA, RSA, Optional.empty(), YESTERDAY).der());
    }

    @Test
    void refusesOneThatNamesItselfIssuerAndIsSignedByAnother() {
        refused("not signed by its own key",
                new Draft("CN=a", "CN=a", "SHA256withECDSA", EC, pair("EC", 256), Optional.of(true), YESTERDAY).der());
    }

    @Test
    void refusesASmallKeyAndAnOldAlgorithm() {
        KeyPair small = pair("RSA", 1024);
        refused("has a key other than",
                new Draft("CN=a", "CN=a", "SHA256withRSA", small, small, Optional.of(true), YESTERDAY).der());
        KeyPair other = pair("Ed25519", 255);
        refused("has a key other than",
                new Draft("CN=a", "CN=b", "SHA256withRSA", other, RSA, Optional.of(true), YESTERDAY).der());
        for (String old : List.of("SHA1withRSA", "MD5withRSA"))
            refused("algorithm", new Draft("CN=a", "CN=a", old, RSA, RSA, Optional.of(true), YESTERDAY).der());
    }

    @Test
    void refusesOneThatIsNotValidNow() {
        Bytes later = new Draft("CN=a", "CN=a", "SHA256withECDSA", EC, EC, Optional.of(true), AT.plusSeconds(1)).der();
        refused("not valid at this time", later);
        Bytes past = new Draft("CN=a", "CN=a", "SHA256withECDSA", EC, EC, Optional.of(true),
                AT.minus(Duration.ofDays(3))).der();
        refused("not valid at this time", past);
    }

    @Test
    void refusesWhatIsNotExactlyOneCertificateOfVersion3() {
        refused("version 3", SignerCertificates.version1());
        refused("not exactly one", SignerCertificates.authority("CN=a").concat(Bytes.utf8("x")));
        refused("not an X.509 certificate", Bytes.utf8("certificate"));
    }

    private static void refused(String why, Bytes der) {
        String message = assertThrows(MalformedException.class, () -> PolicyCertificate.accept("field", der, AT))
                .getMessage();
        assertTrue(message.startsWith("field: ") && message.contains(why), message);
    }
}
