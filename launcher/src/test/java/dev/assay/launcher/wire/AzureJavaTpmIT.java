package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.security.attestation.AttestationClient;
import com.azure.security.attestation.AttestationClientBuilder;
import java.net.http.HttpClient;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

/** The TPM call of the unmodified Azure SDK for Java over HTTPS (issue 5, Show 4; maa-tpm §1). */
@Tag("sdk")
@ExtendWith(SharedService.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AzureJavaTpmIT {
    private final RunningService service;
    private TpmSdkCase sdk;
    private AttestationClient client;

    AzureJavaTpmIT(RunningService service) {
        this.service = service;
    }

    @BeforeAll
    void makeATenant() {
        sdk = TpmSdkCase.make(service, "sdk-java-tpm");
        String token = sdk.tenant().token();
        TokenCredential credential = request -> Mono.just(new AccessToken(token, OffsetDateTime.now().plusMinutes(10)));
        client = builder().credential(credential).buildClient();
    }

    private AttestationClientBuilder builder() {
        var tls = HttpClient.newBuilder().sslContext(Authority.read(service.authority()).context());
        return new AttestationClientBuilder().endpoint(sdk.endpoint())
                .httpClient(new JdkHttpClientBuilder(tls).build());
    }

    @Test
    void completesTheExchangeWithAReportThatVerifies() {
        sdk.verifies(client.attestTpm(sdk.request(client.attestTpm(TpmSdkCase.INIT))));
        assertTrue(sdk.recorded().startsWith("permit "), sdk.recorded());
    }

    @Test
    @Tag("TP-21")
    void throwsTheServicesReasonForARequestThatComesAgain() {
        String request = sdk.request(client.attestTpm(TpmSdkCase.INIT));
        client.attestTpm(request);
        HttpResponseException refused = assertThrows(HttpResponseException.class, () -> client.attestTpm(request));
        assertEquals(400, refused.getResponse().getStatusCode());
        assertTrue(refused.getMessage().contains("challenge-used"), refused.getMessage());
    }

    @Test
    void throwsForACallerThatSaysNotWhoItIs() {
        AttestationClient unnamed = builder().buildClient();
        HttpResponseException refused = assertThrows(HttpResponseException.class,
                () -> unnamed.attestTpm(TpmSdkCase.INIT));
        assertEquals(401, refused.getResponse().getStatusCode());
        assertTrue(refused.getMessage().contains("Unauthorized"), refused.getMessage());
    }
}
