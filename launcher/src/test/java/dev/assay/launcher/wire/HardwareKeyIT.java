package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.security.attestation.AttestationClient;
import com.azure.security.attestation.AttestationClientBuilder;
import com.azure.security.attestation.models.AttestationData;
import com.azure.security.attestation.models.AttestationDataInterpretation;
import com.azure.security.attestation.models.AttestationOptions;
import com.azure.security.attestation.models.AttestationSigner;
import com.azure.security.attestation.models.AttestationTokenValidationOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A signing key that never leaves a PKCS#11 token, and what becomes of the service when the token is gone. */
class HardwareKeyIT {
    private final Place place = Place.fresh("hardware");
    private final HardwareToken token = HardwareToken.initialised(Place.fresh("hardware-token").data());
    private RunningService service = RunningService.start(place, token.settings());

    @AfterEach
    void end() {
        service.kill();
    }

    /** One test, since SoftHSM takes to its token once in a process: what follows the outage is another process. */
    @Test
    @Tag("sdk")
    @Tag("KM-01")
    @Tag("KM-07")
    void signsWhileItsTokenIsThereAndNeverWithoutIt() throws Exception {
        String kid = verifiedBySdk();
        assertEquals(List.of("pkcs11 "), custody());
        assertEquals(200, health().status());

        token.takeAway();
        Refusal.in(attest()).is(503, "ServiceUnavailable").says("sign");
        Client.Answer red = health();
        assertEquals(503, red.status(), red.body());
        assertTrue(red.body().contains("demo"), red.body());
        assertEquals(List.of("pkcs11 "), custody(), "no other key was made in its place");
        assertEquals(200, service.client("demo").get("/certs").status(), "tokens that are out go on verifying");
        assertEquals(200, service.client("default").get("/certs").status());
        service.kill();

        token.bringBack();
        service = RunningService.start(place, token.settings());
        assertEquals(200, health().status());
        assertEquals(kid, verifiedBySdk());
    }

    /** The key id of a token that the unmodified SDK verified. */
    private String verifiedBySdk() {
        Evidence evidence = evidence();
        AtomicReference<AttestationSigner> signer = new AtomicReference<>();
        AttestationOptions options = new AttestationOptions(BinaryData.fromBytes(evidence.quote().toArray()))
                .setRunTimeData(new AttestationData(BinaryData.fromBytes(evidence.held().toArray()),
                        AttestationDataInterpretation.JSON))
                .setValidationOptions(new AttestationTokenValidationOptions().setValidateToken(true)
                        .setExpectedIssuer(place.issuer("demo")).setValidationSlack(Duration.ofSeconds(128))
                        .setValidationCallback((verified, by) -> signer.set(by)));
        var response = sdk().attestSgxEnclaveWithResponse(options, Context.NONE);
        assertEquals(response.getToken().getKeyId(), signer.get().getKeyId());
        return signer.get().getKeyId();
    }

    private AttestationClient sdk() {
        var tls = HttpClient.newBuilder().sslContext(Authority.read(service.authority()).context());
        return new AttestationClientBuilder().endpoint(place.issuer("demo"))
                .httpClient(new JdkHttpClientBuilder(tls).build()).buildClient();
    }

    private Evidence evidence() {
        return Evidence.binding(service.platforms().attester(), "{\"held\":\"in hardware\"}");
    }

    private Client.Answer attest() {
        return service.client("demo").post(Client.SGX, evidence().sgxRequest("JSON"));
    }

    private Client.Answer health() throws Exception {
        URI url = place.http("/health/ready");
        return Client.Answer.of(HttpClient.newHttpClient().send(HttpRequest.newBuilder(url).build(),
                BodyHandlers.ofString()));
    }

    /** Where the tenant's keys are, and what of them the database holds. */
    private List<String> custody() {
        return service.audit().signingKeys("demo", "custody || ' ' || coalesce(encode(wrapped_key, 'hex'), '')");
    }
}
