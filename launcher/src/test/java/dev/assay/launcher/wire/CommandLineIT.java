package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.emulator.Installation;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CaKind;
import dev.assay.emulator.sgx.EmulatedAttester;
import dev.assay.emulator.sgx.EmulatedCollateral;
import dev.assay.emulator.sgx.EmulatedEnclave;
import dev.assay.emulator.sgx.EmulatedPlatform;
import dev.assay.emulator.sgx.PlatformFacts;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a person does beside the running service: trust it, verify its tokens, bring it collateral. */
@ExtendWith(SharedService.class)
class CommandLineIT {
    private final RunningService service;

    CommandLineIT(RunningService service) {
        this.service = service;
    }

    private Token token() {
        Evidence evidence = Evidence.binding(service.platforms().attester(), "{}");
        return service.client("demo").post(Client.SGX, evidence.sgxRequest("JSON")).token();
    }

    private Command verify(Token token, String tenant) {
        return Command.run(service.place(), "verify", token.compact(), "--issuer", service.place().issuer(tenant));
    }

    @Test
    void walksTheWorkflowBeforeItSaysThatItIsUp() {
        String walk = service.printed();
        for (String seen : new String[]{"Evidence", "POST " + service.place().issuer("demo") + "/attest/SgxEnclave",
                service.place().issuer("demo") + "/certs", "Assay is up:", "curl ", "Stop: "})
            assertTrue(walk.contains(seen), () -> seen + " in\n" + walk);
    }

    @Test
    void statusSaysThatItRuns() {
        Command status = Command.run(service.place(), "status");
        assertEquals(0, status.exit(), status.printed());
        assertTrue(status.printed().contains("ready"), status.printed());
    }

    @Test
    void verifiesAFreshTokenAndPrintsItsClaims() {
        Token token = token();
        Command verified = verify(token, "demo");
        assertEquals(0, verified.exit(), verified.printed());
        assertTrue(verified.printed().contains(token.jti()), verified.printed());
    }

    @Test
    void refusesATokenThatWasChanged() {
        Command refused = verify(token().withClaimChanged("\"x-ms-sgx-svn\":3", "\"x-ms-sgx-svn\":9"), "demo");
        assertEquals(1, refused.exit(), refused.printed());
        assertTrue(refused.printed().contains("Refused: "), refused.printed());
    }

    @Test
    void refusesATokenOfAnotherTenant() {
        Command refused = verify(token(), "default");
        assertEquals(1, refused.exit(), refused.printed());
        assertTrue(refused.printed().contains("Refused: "), refused.printed());
    }

    @Test
    void servesACertificateOfTheAuthorityInTheDataFolderAndOfNoOther() throws Exception {
        HttpRequest certs = HttpRequest.newBuilder(service.client("demo").request("/certs").build().uri()).build();
        HttpClient trusting = service.client("demo").http();
        X509Certificate authority = Authority.read(service.authority()).certificate();
        var session = trusting.send(certs, BodyHandlers.discarding()).sslSession().orElseThrow();
        session.getPeerCertificates()[0].verify(authority.getPublicKey());
        assertNotEquals(null, authority.getExtensionValue("2.5.29.30"), "the authority is name-constrained");
        try (HttpClient ordinary = HttpClient.newHttpClient()) {
            assertThrows(SSLException.class, () -> ordinary.send(certs, BodyHandlers.discarding()));
        }
    }

    @Test
    void importedCollateralServesAPlatformItsSourceDoesNotKnow(@TempDir Path folder) throws IOException {
        Installation installation = service.platforms();
        PlatformFacts facts = PlatformFacts.sample(CaKind.PROCESSOR).withFmspc(Octets.hex("a55a30000000"));
        EmulatedPlatform platform = EmulatedPlatform.create(installation.pki(), facts, Instant.now());
        EmulatedCollateral.of(installation.pki(), facts, Instant.now()).writeTo(folder);
        Command imported = Command.run(service.place(), "collateral", "import", folder.toString(), "--anchor-set",
                "demo", "--root", service.place().data().resolve("emulator-root.pem").toString());
        assertEquals(0, imported.exit(), imported.printed());
        assertTrue(imported.printed().contains("a55a30000000"), imported.printed());
        var attester = new EmulatedAttester(installation.pki(), platform, EmulatedEnclave.sample());
        service.client("demo").post(Client.SGX, Evidence.binding(attester, "{}").sgxRequest("JSON")).token();
    }

    @Test
    void importRefusesCollateralUnderAnotherRootAndStoresNothing(@TempDir Path folder) throws IOException {
        EmulatedAttester stranger = EmulatedAttester.create(Instant.now());
        stranger.genuine(Instant.now()).collateral().writeTo(folder);
        Command refused = Command.run(service.place(), "collateral", "import", folder.toString(), "--anchor-set",
                "demo", "--root", service.place().data().resolve("emulator-root.pem").toString());
        assertEquals(1, refused.exit(), refused.printed());
        assertTrue(refused.printed().contains("Nothing was imported."), refused.printed());
    }
}
