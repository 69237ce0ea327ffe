package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.security.attestation.AttestationAdministrationClient;
import com.azure.security.attestation.AttestationAdministrationClientBuilder;
import com.azure.security.attestation.models.AttestationPolicySetOptions;
import com.azure.security.attestation.models.AttestationSigner;
import com.azure.security.attestation.models.AttestationSigningKey;
import com.azure.security.attestation.models.AttestationTokenValidationOptions;
import com.azure.security.attestation.models.AttestationType;
import com.azure.security.attestation.models.PolicyModification;
import com.azure.security.attestation.models.PolicyResult;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

/** The unmodified administration client of the Azure SDK for Java, its own checks switched on (maa-api §10). */
@Tag("sdk")
@ExtendWith(SharedService.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AzureJavaPolicyIT {
    private static final String POLICY = "version= 1.0;authorizationrules{=> permit();};"
            + "issuancerules{=> issue(type=\"written\", value=\"java\");};";

    private final RunningService service;
    private final AtomicReference<AttestationSigner> signer = new AtomicReference<>();
    private PolicyTenant tenant;
    private AttestationAdministrationClient client;

    AzureJavaPolicyIT(RunningService service) {
        this.service = service;
    }

    @BeforeAll
    void makeATenant() {
        tenant = PolicyTenant.make(service, "sdk-java");
        client = client(tenant.endpoint(), tenant.token());
    }

    private AttestationAdministrationClient client(String endpoint, String token) {
        TokenCredential credential = request -> Mono.just(new AccessToken(token, OffsetDateTime.now().plusMinutes(10)));
        var tls = HttpClient.newBuilder().sslContext(Authority.read(service.authority()).context());
        return new AttestationAdministrationClientBuilder().endpoint(endpoint).credential(credential)
                .httpClient(new JdkHttpClientBuilder(tls).build()).tokenValidationOptions(checks()).buildClient();
    }

    /** The slack is for the SDK: it reads times as 32-bit floats, which know them to 128 s. */
    private AttestationTokenValidationOptions checks() {
        return new AttestationTokenValidationOptions().setValidateToken(true).setValidateExpiresOn(true)
                .setValidateNotBefore(true).setExpectedIssuer(tenant.endpoint())
                .setValidationSlack(Duration.ofSeconds(128)).setValidationCallback((token, found) -> signer.set(found));
    }

    @Test
    void setsGetsAndResetsAnUnsecuredPolicy() {
        String served = client.getAttestationPolicy(AttestationType.SGX_ENCLAVE);
        PolicyResult set = client.setAttestationPolicy(AttestationType.SGX_ENCLAVE, POLICY);
        assertTrue(signer.get() != null, "the SDK found the key that signed the answer");
        assertEquals(PolicyModification.UPDATED, set.getPolicyResolution());
        assertArrayEquals(client.calculatePolicyTokenHash(POLICY, null).toBytes(), set.getPolicyTokenHash().toBytes());
        assertNull(set.getPolicySigner());
        assertEquals(POLICY, client.getAttestationPolicy(AttestationType.SGX_ENCLAVE));
        PolicyResult reset = client.resetAttestationPolicy(AttestationType.SGX_ENCLAVE);
        assertEquals(PolicyModification.REMOVED, reset.getPolicyResolution());
        assertEquals(served, client.getAttestationPolicy(AttestationType.SGX_ENCLAVE));
        assertNotEquals(POLICY, served);
    }

    @Test
    void setsAndResetsASignedPolicyAndNamesItsSigner() {
        PolicyKey key = PolicyKey.make();
        AttestationSigningKey signing = new AttestationSigningKey(key.certificate(), key.pair().getPrivate());
        PolicyResult set = client.setAttestationPolicy(AttestationType.OPEN_ENCLAVE, new AttestationPolicySetOptions()
                .setAttestationPolicy(POLICY).setAttestationSigner(signing));
        assertEquals(PolicyModification.UPDATED, set.getPolicyResolution());
        assertArrayEquals(client.calculatePolicyTokenHash(POLICY, signing).toBytes(),
                set.getPolicyTokenHash().toBytes());
        assertEquals(key.certificate(), set.getPolicySigner().getCertificates().getFirst());
        assertEquals(POLICY, client.getAttestationPolicy(AttestationType.OPEN_ENCLAVE));
        assertEquals(PolicyModification.REMOVED, client.resetAttestationPolicy(AttestationType.OPEN_ENCLAVE,
                new AttestationPolicySetOptions().setAttestationSigner(signing)).getPolicyResolution());
    }

    @Test
    void listsNoCertificates() {
        assertTrue(client.listPolicyManagementCertificates().getAttestationSigners().isEmpty());
    }

    @Test
    void throwsTheServicesAnswerForTextThatIsNoPolicy() {
        HttpResponseException refused = assertThrows(HttpResponseException.class,
                () -> client.setAttestationPolicy(AttestationType.SGX_ENCLAVE, "version= 1.0; nonsense"));
        assertEquals(400, refused.getResponse().getStatusCode());
        assertTrue(refused.getMessage().contains("PolicyParsingError"), refused.getMessage());
    }

    @Test
    void throwsForAnotherTenantAndForATokenThatIsNone() {
        assertThrows(ClientAuthenticationException.class, () -> client(service.place().issuer("demo"), tenant.token())
                .getAttestationPolicy(AttestationType.SGX_ENCLAVE));
        assertThrows(ClientAuthenticationException.class,
                () -> client(tenant.endpoint(), "none").resetAttestationPolicy(AttestationType.SGX_ENCLAVE));
    }
}
