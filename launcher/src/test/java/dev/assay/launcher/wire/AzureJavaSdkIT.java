package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.security.attestation.AttestationClient;
import com.azure.security.attestation.AttestationClientBuilder;
import com.azure.security.attestation.implementation.models.AttestationTokenImpl;
import com.azure.security.attestation.models.AttestationData;
import com.azure.security.attestation.models.AttestationDataInterpretation;
import com.azure.security.attestation.models.AttestationOpenIdMetadata;
import com.azure.security.attestation.models.AttestationOptions;
import com.azure.security.attestation.models.AttestationResponse;
import com.azure.security.attestation.models.AttestationResult;
import com.azure.security.attestation.models.AttestationSigner;
import com.azure.security.attestation.models.AttestationToken;
import com.azure.security.attestation.models.AttestationTokenValidationOptions;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CaKind;
import dev.assay.emulator.sgx.EmulatedAttester;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The unmodified Azure SDK for Java over HTTPS, its own checks switched on (issue 2, Show 6; maa-api §10). */
@Tag("sdk")
@ExtendWith(SharedService.class)
class AzureJavaSdkIT {
    private static final String JSON = "{\"key\":{\"kty\":\"EC\",\"n\":[1,2,3]}}";
    private static final Octets BINARY = Octets.random(48);
    private static final String DRAFT = "version= 1.0;authorizationrules{=> permit();};"
            + "issuancerules{=> issue(type=\"drafted\", value=\"yes\");};";

    private final RunningService service;
    private final EmulatedAttester single;
    private final EmulatedAttester scalable;
    private final AttestationClient client;

    /** The signer the SDK handed to the caller's callback last; empty before any. */
    private final AtomicReference<AttestationSigner> signer = new AtomicReference<>();

    AzureJavaSdkIT(RunningService service) {
        this.service = service;
        this.single = service.platforms().attester(CaKind.PROCESSOR);
        this.scalable = service.platforms().attester(CaKind.PLATFORM);
        this.client = client("demo");
    }

    private AttestationClient client(String tenant) {
        var tls = HttpClient.newBuilder().sslContext(Authority.read(service.authority()).context());
        return new AttestationClientBuilder().endpoint(service.place().issuer(tenant))
                .httpClient(new JdkHttpClientBuilder(tls).build()).buildClient();
    }

    /** The slack is for the SDK: it reads times as 32-bit floats, which know them to 128 s. */
    private AttestationTokenValidationOptions checks(String tenant) {
        return new AttestationTokenValidationOptions().setValidateToken(true).setValidateExpiresOn(true)
                .setValidateNotBefore(true).setExpectedIssuer(service.place().issuer(tenant))
                .setValidationSlack(Duration.ofSeconds(128)).setValidationCallback((token, found) -> signer.set(found));
    }

    private AttestationOptions options(Octets evidence, Octets held, AttestationDataInterpretation kind) {
        return new AttestationOptions(BinaryData.fromBytes(evidence.toArray()))
                .setRunTimeData(new AttestationData(BinaryData.fromBytes(held.toArray()), kind))
                .setValidationOptions(checks("demo"));
    }

    private AttestationResponse<AttestationResult> sgx(Evidence evidence, AttestationDataInterpretation kind) {
        return client.attestSgxEnclaveWithResponse(options(evidence.quote(), evidence.held(), kind), Context.NONE);
    }

    private AttestationResponse<AttestationResult> openEnclave(Evidence evidence, AttestationDataInterpretation kind) {
        return client.attestOpenEnclaveWithResponse(options(evidence.openEnclaveReport(), evidence.held(), kind),
                Context.NONE);
    }

    @Test
    void attestsSgxAndReturnsTheBoundJson() {
        speaksOf(single, sgx(Evidence.binding(single, JSON), AttestationDataInterpretation.JSON));
    }

    @Test
    void attestsOpenEnclaveAndReturnsTheBoundJson() {
        speaksOf(scalable, openEnclave(Evidence.binding(scalable, JSON), AttestationDataInterpretation.JSON));
    }

    private void speaksOf(EmulatedAttester attester, AttestationResponse<AttestationResult> response) {
        describes(attester, response.getValue());
        assertEquals(Map.of("key", Map.of("kty", "EC", "n", List.of(1, 2, 3))), response.getValue().getRuntimeClaims());
        signed(response.getToken());
    }

    @Test
    void attestsSgxAndReturnsTheBoundOctets() {
        returnsTheOctets(single, sgx(Evidence.binding(single, BINARY), AttestationDataInterpretation.BINARY));
    }

    @Test
    void attestsOpenEnclaveAndReturnsTheBoundOctets() {
        returnsTheOctets(scalable,
                openEnclave(Evidence.binding(scalable, BINARY), AttestationDataInterpretation.BINARY));
    }

    private void returnsTheOctets(EmulatedAttester attester, AttestationResponse<AttestationResult> response) {
        describes(attester, response.getValue());
        assertArrayEquals(BINARY.toArray(), response.getValue().getEnclaveHeldData().toBytes());
        assertNull(response.getValue().getRuntimeClaims());
        signed(response.getToken());
    }

    private void describes(EmulatedAttester attester, AttestationResult result) {
        new Claimed(result.getMrEnclave(), result.getMrSigner(), result.getProductId(), result.getSvn(),
                result.isDebuggable()).isOf(attester.enclave());
        assertEquals("sgx", result.getVerifierType());
        assertEquals("1.0", result.getVersion());
        assertEquals(service.place().issuer("demo"), result.getIssuer());
        assertEquals(32, result.getPolicyHash().toBytes().length);
        assertNotNull(result.getSgxCollateral());
        assertTrue(result.getExpiresOn().isAfter(result.getIssuedAt()));
    }

    /** The SDK says nothing where no key verifies the signature: it hands the callback no signer. */
    private void signed(AttestationToken token) {
        assertEquals("RS256", token.getAlgorithm());
        assertEquals(token.getKeyId(), signer.get().getKeyId());
        assertEquals(service.place().issuer("demo") + "/certs", token.getJsonWebKeyUrl());
    }

    @Test
    void listsTheSignersOfEachTenantAlone() {
        List<AttestationSigner> ours = signers("demo");
        assertFalse(ours.isEmpty());
        ours.forEach(AttestationSigner::validate);
        Predicate<AttestationSigner> alsoElsewhere = other -> ours.stream()
                .anyMatch(own -> own.getKeyId().equals(other.getKeyId()));
        assertTrue(signers("default").stream().noneMatch(alsoElsewhere), "each tenant has its own key");
    }

    private List<AttestationSigner> signers(String tenant) {
        return client(tenant).listAttestationSigners().getAttestationSigners();
    }

    @Test
    void readsTheMetadataOfEachTenant() {
        for (String tenant : List.of("demo", "default")) {
            AttestationOpenIdMetadata metadata = client(tenant).getOpenIdMetadata();
            assertEquals(service.place().issuer(tenant), metadata.getIssuer());
            assertEquals(service.place().issuer(tenant) + "/certs", metadata.getJsonWebKeySetUrl());
            assertArrayEquals(new String[]{"RS256"}, metadata.getTokenSigningAlgorithmsSupported());
            assertArrayEquals(new String[]{"token", "none"}, metadata.getResponseTypesSupported());
            assertTrue(List.of(metadata.getSupportedClaims()).contains("x-ms-sgx-mrenclave"));
        }
    }

    @Test
    void findsNoSignerForATokenThatWasChanged() {
        Token good = Token.parse(sgx(Evidence.binding(single, JSON), AttestationDataInterpretation.JSON).getToken()
                .serialize());
        validate(good, "demo", "demo");
        assertNotNull(signer.get());
        validate(good.withClaimChanged("\"x-ms-sgx-svn\":3", "\"x-ms-sgx-svn\":9"), "demo", "demo");
        assertNull(signer.get());
    }

    @Test
    void acceptsNoTokenOfOneTenantForAnother() {
        Token ofDemo = Token.parse(sgx(Evidence.binding(single, JSON), AttestationDataInterpretation.JSON).getToken()
                .serialize());
        assertThrows(RuntimeException.class, () -> validate(ofDemo, "demo", "default"), "another issuer was expected");
        validate(ofDemo, "default", "demo");
        assertNull(signer.get(), "the other tenant's keys verify it not");
    }

    private void validate(Token token, String signersOf, String issuer) {
        signer.set(null);
        new AttestationTokenImpl(token.compact()).validate(signers(signersOf), checks(issuer));
    }

    /** The SDK's users give the text itself; the contract also takes the form a stored policy has. */
    @Test
    void answersADraftPolicyWithAnUnsecuredToken() {
        String stored = "{\"AttestationPolicy\":\"" + Evidence.base64Url(Octets.utf8(DRAFT)) + "\"}";
        for (String draft : List.of(DRAFT, AttestationTokenImpl.createUnsecuredToken(stored).serialize())) {
            Evidence evidence = Evidence.binding(single, JSON);
            var response = client.attestSgxEnclaveWithResponse(
                    options(evidence.quote(), evidence.held(), AttestationDataInterpretation.JSON)
                            .setDraftPolicyForAttestation(draft),
                    Context.NONE);
            assertEquals("none", response.getToken().getAlgorithm());
            assertTrue(response.getToken().serialize().endsWith("."), "no signature");
            assertEquals("yes", Token.parse(response.getToken().serialize()).claims().getString("drafted"));
            describes(single, response.getValue());
        }
    }

    @Test
    void throwsTheServicesAnswerForEvidenceThatIsNotSound() {
        Evidence evidence = Evidence.binding(single, JSON);
        AttestationOptions options = options(evidence.quote().flipped(600), evidence.held(),
                AttestationDataInterpretation.JSON);
        HttpResponseException refused = assertThrows(HttpResponseException.class,
                () -> client.attestSgxEnclave(options));
        assertEquals(400, refused.getResponse().getStatusCode());
        assertTrue(refused.getMessage().contains("InvalidQuote"), refused.getMessage());
    }
}
