package dev.assay.cli.relying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.cli.ExitCode;
import dev.assay.cli.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTlsTest {
    @TempDir
    Path folder;
    private X509Certificate certificate;
    private TestIssuer issuer;

    @BeforeEach
    void open() throws Exception {
        KeyPair keys = TestIssuer.rsa();
        certificate = TestIssuer.selfSigned(keys);
        issuer = TestIssuer.behindTls(keys, certificate);
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private Path pem(String name, X509Certificate of) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(of.getEncoded()) + "\n-----END CERTIFICATE-----\n");
    }

    @Test
    void trustsTheGivenCa() throws Exception {
        Run run = Run.of("verify", issuer.token(), "--issuer", issuer.url(), "--ca",
                pem("ca.pem", certificate).toString());
        assertEquals(0, run.code(), run.err());
    }

    @Test
    void trustsTheInstallationsCaUnasked() throws Exception {
        pem("tls/ca.pem", certificate);
        Run run = Run.inDataFolder(folder, "verify", issuer.token(), "--issuer", issuer.url());
        assertEquals(0, run.code(), run.err());
    }

    @Test
    void cannotTellWhereNobodyVouchesForTheServer() throws Exception {
        for (Run run : new Run[]{Run.of("verify", issuer.token(), "--issuer", issuer.url()), Run.of("verify",
                issuer.token(), "--issuer", issuer.url(), "--ca",
                pem("ca.pem", TestIssuer.selfSigned(TestIssuer.rsa())).toString())}) {
            assertEquals(ExitCode.COULD_NOT_TELL, run.code(), run.err());
            assertTrue(run.err().contains("name the CA with --ca"), run.err());
        }
    }

    @Test
    void cannotTellWhereTheServersCertificateIsForAnotherHost() throws Exception {
        String elsewhere = issuer.url().replace("127.0.0.1", "localhost");
        Run run = Run.of("verify", issuer.token(), "--issuer", elsewhere, "--ca",
                pem("ca.pem", certificate).toString());
        assertEquals(ExitCode.COULD_NOT_TELL, run.code(), run.err());
    }
}
