package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import com.azure.security.attestation.models.AttestationSigningKey;
import com.azure.security.attestation.models.AttestationTokenValidationOptions;
import com.azure.security.attestation.models.AttestationType;
import com.azure.security.attestation.models.CertificateModification;
import com.azure.security.attestation.models.PolicyCertificatesModificationResult;
import com.azure.security.attestation.models.PolicyManagementCertificateOptions;
import com.azure.security.attestation.models.PolicyModification;
import com.azure.security.attestation.models.PolicyResult;
import java.net.http.HttpClient;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

/** An isolated tenant, administered by the unmodified Azure SDK for Java with its own checks switched on (maa-api §10). */
@Tag("sdk")
@ExtendWith(SharedService.class)
class AzureJavaCertificatesIT {
    private static final String POLICY = "version= 1.0;authorizationrules{=> permit();};"
            + "issuancerules{=> issue(type=\"written\", value=\"java, isolated\");};";
    private static final AttestationType SGX = AttestationType.SGX_ENCLAVE;
    private static final AtomicInteger TENANTS = new AtomicInteger();
    private static final PolicyKey LISTED = PolicyKey.make();
    private static final PolicyKey OTHER = PolicyKey.make();

    private final RunningService service;
    private final AtomicInteger signed = new AtomicInteger();
    private PolicyTenant tenant;
    private AttestationAdministrationClient client;

    AzureJavaCertificatesIT(RunningService service) {
        this.service = service;
    }

    @BeforeEach
    void makeATenant() {
        tenant = tenant("attestation-contributor");
        client = client(tenant);
    }

    private PolicyTenant tenant(String role) {
        return PolicyTenant.isolated(service, "sdk-java-isolated-" + TENANTS.incrementAndGet(), LISTED, role);
    }

    private AttestationAdministrationClient client(PolicyTenant of) {
        TokenCredential credential = request -> Mono
                .just(new AccessToken(of.token(), OffsetDateTime.now().plusMinutes(10)));
        var tls = HttpClient.newBuilder().sslContext(Authority.read(service.authority()).context());
        return new AttestationAdministrationClientBuilder().endpoint(of.endpoint()).credential(credential)
                .httpClient(new JdkHttpClientBuilder(tls).build()).tokenValidationOptions(checks(of)).buildClient();
    }

    /** The slack is for the SDK: it reads times as 32-bit floats, which know them to 128 s. */
    private AttestationTokenValidationOptions checks(PolicyTenant of) {
        return new AttestationTokenValidationOptions().setValidateToken(true).setValidateExpiresOn(true)
                .setValidateNotBefore(true).setExpectedIssuer(of.endpoint())
                .setValidationSlack(Duration.ofSeconds(128)).setValidationCallback((token, found) -> {
                    if (found != null)
                        signed.incrementAndGet();
                });
    }

    @Test
    void setsGetsAndResetsAPolicyThatAListedKeySigned() {
        PolicyResult set = client.setAttestationPolicy(SGX, by(LISTED).setAttestationPolicy(POLICY));
        assertEquals(PolicyModification.UPDATED, set.getPolicyResolution());
        assertArrayEquals(client.calculatePolicyTokenHash(POLICY, key(LISTED)).toBytes(),
                set.getPolicyTokenHash().toBytes());
        assertEquals(LISTED.certificate(), set.getPolicySigner().getCertificates().getFirst());
        assertEquals(POLICY, client.getAttestationPolicy(SGX));
        assertEquals(PolicyModification.REMOVED, client.resetAttestationPolicy(SGX, by(LISTED)).getPolicyResolution());
        assertTrue(signed.get() >= 3, "the SDK found the keys that signed the answers");
    }

    @Test
    void addsListsAndRemovesCertificates() {
        assertEquals(Set.of(LISTED.certificate()), listed());
        for (int again = 0; again < 2; again++) {
            PolicyCertificatesModificationResult added = client.addPolicyManagementCertificate(
                    new PolicyManagementCertificateOptions(OTHER.certificate(), key(LISTED)));
            assertEquals(CertificateModification.IS_PRESENT, added.getCertificateResolution());
            assertEquals(OTHER.thumbprint(), added.getCertificateThumbprint());
        }
        assertEquals(Set.of(LISTED.certificate(), OTHER.certificate()), listed());
        client.setAttestationPolicy(SGX, by(OTHER).setAttestationPolicy(POLICY));
        for (int again = 0; again < 2; again++) {
            PolicyCertificatesModificationResult removed = client.deletePolicyManagementCertificate(
                    new PolicyManagementCertificateOptions(OTHER.certificate(), key(LISTED)));
            assertEquals(CertificateModification.IS_ABSENT, removed.getCertificateResolution());
            assertEquals(OTHER.thumbprint(), removed.getCertificateThumbprint());
        }
        assertEquals(Set.of(LISTED.certificate()), listed());
        assertEquals(POLICY, client.getAttestationPolicy(SGX));
        refused("InvalidParameter",
                () -> client.setAttestationPolicy(SGX, by(OTHER).setAttestationPolicy(POLICY + " ")));
    }

    @Test
    void throwsTheServicesAnswersForWhatIsNotAllowed() {
        String served = client.getAttestationPolicy(SGX);
        invalidOperation(() -> client.setAttestationPolicy(SGX, POLICY));
        invalidOperation(() -> client.resetAttestationPolicy(SGX));
        refused("InvalidParameter",
                () -> client.setAttestationPolicy(SGX, by(OTHER).setAttestationPolicy(POLICY)));
        refused("InvalidParameter", () -> client.addPolicyManagementCertificate(
                new PolicyManagementCertificateOptions(OTHER.certificate(), key(OTHER))));
        invalidOperation(() -> client.deletePolicyManagementCertificate(
                new PolicyManagementCertificateOptions(LISTED.certificate(), key(LISTED))));
        refused("PolicyParsingError", () -> client.setAttestationPolicy(SGX,
                by(LISTED).setAttestationPolicy("version= 1.0; nonsense")));
        assertEquals(served, client.getAttestationPolicy(SGX));
        assertEquals(Set.of(LISTED.certificate()), listed());
    }

    @Test
    void throwsForAReaderWhoWrites() {
        AttestationAdministrationClient reader = client(tenant("attestation-reader"));
        assertFalse(reader.listPolicyManagementCertificates().getAttestationSigners().isEmpty());
        assertThrows(ClientAuthenticationException.class,
                () -> reader.setAttestationPolicy(SGX, by(LISTED).setAttestationPolicy(POLICY)));
        ClientAuthenticationException refused = assertThrows(ClientAuthenticationException.class,
                () -> reader.addPolicyManagementCertificate(
                        new PolicyManagementCertificateOptions(OTHER.certificate(), key(LISTED))));
        assertEquals(401, refused.getResponse().getStatusCode());
    }

    private Set<X509Certificate> listed() {
        return client.listPolicyManagementCertificates().getAttestationSigners().stream()
                .map(signer -> signer.getCertificates().getFirst()).collect(Collectors.toSet());
    }

    private static AttestationSigningKey key(PolicyKey key) {
        return new AttestationSigningKey(key.certificate(), key.pair().getPrivate());
    }

    private static AttestationPolicySetOptions by(PolicyKey key) {
        return new AttestationPolicySetOptions().setAttestationSigner(key(key));
    }

    private static void invalidOperation(Runnable call) {
        refused("InvalidOperation", call);
    }

    private static void refused(String code, Runnable call) {
        HttpResponseException refused = assertThrows(HttpResponseException.class, call::run);
        assertEquals(400, refused.getResponse().getStatusCode());
        assertTrue(refused.getMessage().contains(code), refused.getMessage());
    }
}
