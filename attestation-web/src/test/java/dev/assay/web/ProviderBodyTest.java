package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.service.ProviderPatch;
import dev.assay.service.ProviderPath;
import dev.assay.service.ProviderWish;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderBodyTest {
    @Test
    void keepsTheCaseOfTags() {
        ProviderWish wish = wish("{\"Location\":\"here\",\"TAGS\":{\"Team\":\"Blue\"},\"properties\":null}");
        assertEquals(new ProviderWish("here", new TreeMap<>(Map.of("Team", "Blue")), List.of(), Optional.empty()),
                wish);
    }

    @Test
    void passesOverWhatAClientReadAndSendsBack() {
        ProviderWish wish = wish("""
                {"id":"/x","name":"n","type":"t","systemData":{},"location":"here","tags":{},"properties":{
                 "trustModel":"AAD","status":"Ready","attestUri":"https://a","publicNetworkAccess":"Enabled",
                 "privateEndpointConnections":[],"tpmAttestationAuthentication":"disabled"}}""");
        assertEquals(Optional.of(false), wish.tpmAuthenticated());
    }

    @Test
    void readsTheCertificateOfEachKey() {
        ProviderWish wish = wish("{\"location\":\"l\",\"properties\":{\"policySigningCertificates\":{\"keys\":["
                + "{\"kty\":\"RSA\",\"x5c\":[\"AAEC\"],\"d\":null},{\"x5c\":[\"Aw==\"]}]}}}");
        assertEquals(List.of(Bytes.hex("000102"), Bytes.hex("03")), wish.policyCertificates());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"location\":1}", "{\"location\":\"l\",\"sku\":{}}",
            "{\"location\":\"l\",\"tags\":{\"a\":1}}", "{\"location\":\"l\",\"tags\":{\"a\":\"1\",\"A\":\"2\"}}",
            "{\"location\":\"l\",\"properties\":[]}", "{\"location\":\"l\",\"properties\":{\"x\":1}}",
            "{\"location\":\"l\",\"properties\":{\"publicNetworkAccess\":\"Disabled\"}}",
            "{\"location\":\"l\",\"properties\":{\"tpmAttestationAuthentication\":true}}",
            "{\"location\":\"l\",\"properties\":{\"tpmAttestationAuthentication\":\"On\"}}",
            "{\"location\":\"l\",\"properties\":{\"policySigningCertificates\":{\"keys\":[]}}}",
            "{\"location\":\"l\",\"properties\":{\"policySigningCertificates\":{\"keys\":[{\"kty\":\"RSA\"}]}}}",
            "{\"location\":\"l\",\"properties\":{\"policySigningCertificates\":{\"keys\":[{\"x5c\":[\"A\"]}]}}}",
            "{\"location\":\"l\",\"properties\":{\"policySigningCertificates\":{\"keys\":[{\"x5c\":[\"AA==\"],\"d\":\"x\"}]}}}"})
    void refusesAProviderThatCannotBe(String body) {
        assertThrows(MalformedException.class, () -> wish(body));
    }

    @Test
    void patchesTagsAndTpmAuthenticationAlone() {
        assertEquals(new ProviderPatch(Optional.of(new TreeMap<>()), Optional.of(true)),
                ProviderBody.patch(Bytes.utf8(
                        "{\"tags\":{},\"properties\":{\"tpmAttestationAuthentication\":\"Enabled\"}}")));
        String certificates = "{\"properties\":{\"policySigningCertificates\":{\"keys\":[{\"x5c\":[\"AA==\"]}]}}}";
        String message = assertThrows(MalformedException.class, () -> ProviderBody.patch(Bytes.utf8(certificates)))
                .getMessage();
        assertTrue(message.contains("fixed for the provider's life"), message);
    }

    @ParameterizedTest
    @CsvSource({
            "/subscriptions/S1/resourceGroups/G.a/providers/Microsoft.Attestation/attestationProviders/Nm1,S1,G.a,Nm1",
            "//SUBSCRIPTIONS/s/RESOURCEGROUPS/subscriptions/providers/m/ATTESTATIONPROVIDERS/resourceGroups,s,subscriptions,resourceGroups",
            "/subscriptions/s/resourceGroups/g/providers/m/attestationProviders,s,g,''",
            "/subscriptions/s/providers/m/attestationProviders,s,'',''"})
    void readsNamesInTheCallersSpelling(String uri, String subscription, String group, String name) {
        assertEquals(new ProviderPath(subscription, group, name), ProviderUri.read(uri));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/subscriptions/a.b/providers/m/attestationProviders",
            "/subscriptions/s/resourceGroups/g:/providers/m/attestationProviders/abc",
            "/subscriptions/s/resourceGroups/g/providers/m/attestationProviders/a.b",
            "/subscriptions/s/resourceGroups/g/providers/m/attestationProviders/ab"})
    void refusesNamesThatAreNone(String uri) {
        assertThrows(MalformedException.class, () -> ProviderUri.read(uri));
    }

    private static ProviderWish wish(String body) {
        return ProviderBody.wish(Bytes.utf8(body));
    }
}
