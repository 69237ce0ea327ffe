package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralKey;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.signing.KeyMaker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private final Map<String, String> values = new HashMap<>(
            Map.of("assay.base.url", "https://attest.example.org", "assay.kek.file", "kek"));

    @TempDir
    private Path folder;

    @Test
    void servesTheDefaultTenantUnderTheVendorsAnchorsAndTheStrictBaseline() {
        var plan = read().tenants().getFirst();
        assertEquals("default", plan.name());
        assertEquals("https://attest.example.org", plan.issuer());
        assertEquals(AnchorSet.VENDORS, plan.anchors());
        assertEquals(Baseline.STRICT, plan.baseline());
        assertEquals(Set.of("vendors"), read().sources().keySet());
    }

    @Test
    void fetchesFromIntelUnlessToldOtherwise() {
        assertEquals("https://api.trustedservices.intel.com/sgx/certification/v4/qe/identity",
                read().sources().get("vendors").source(CollateralKey.sgxQeIdentity()).toString());
        values.put("assay.pcs.url", "https://pccs.example/sgx/certification/v4/");
        values.put("assay.root.crl.url", "https://pccs.example/sgx/certification/v4/rootcacrl");
        assertEquals("https://pccs.example/sgx/certification/v4/qe/identity",
                read().sources().get("vendors").source(CollateralKey.sgxQeIdentity()).toString());
        assertEquals("https://pccs.example/sgx/certification/v4/rootcacrl",
                read().sources().get("vendors").source(CollateralKey.rootCaCrl()).toString());
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:9", "http://127.0.0.1:9/", "http://127.0.0.1:9/sgx/certification/v4"})
    void takesAHostForItsCertificationInterface(String url) {
        values.put("assay.pcs.url", url);
        assertEquals("http://127.0.0.1:9/sgx/certification/v4/qe/identity",
                read().sources().get("vendors").source(CollateralKey.sgxQeIdentity()).toString());
    }

    @Test
    void readsAnAnchorSetOfItsOwn() throws Exception {
        byte[] der = new KeyMaker().make("https://root.example", Instant.parse("2026-11-24T10:00:00Z")).certificate()
                .getEncoded();
        Path root = Files.writeString(folder.resolve("root.pem"), "-----BEGIN CERTIFICATE-----\n"
                + Base64.getEncoder().encodeToString(der) + "\n-----END CERTIFICATE-----\n");
        values.put("assay.tenants", "default, demo");
        values.put("assay.tenant.demo.anchor-set", "lab");
        values.put("assay.tenant.demo.baseline", "azure");
        values.put("assay.anchor-set.lab.root-file", root.toString());
        var plan = read().tenants().get(1);
        assertEquals("https://attest.example.org/t/demo", plan.issuer());
        assertEquals("lab", plan.anchors().name());
        assertFalse(plan.anchors().vendor());
        assertEquals(1, plan.anchors().anchors().size());
        assertEquals(Baseline.AZURE, plan.baseline());
        assertEquals(Set.of("vendors", "lab"), read().sources().keySet());
    }

    @Test
    void readsABaselineFileWithinBounds() throws Exception {
        Path file = Files.writeString(folder.resolve("b.json"), """
                {"name":"ours","acceptedStatuses":["UpToDate","OutOfDate"],"outOfDateGraceDays":30,
                 "minimumEvaluationNumber":17,"acceptDebug":true,"collateralGraceHours":12}""");
        values.put("assay.tenant.default.baseline", file.toString());
        Baseline baseline = read().tenants().getFirst().baseline();
        assertEquals("ours", baseline.name());
        assertEquals(Duration.ofDays(30), baseline.outOfDateGrace());
        assertEquals(Optional.of(17L), baseline.minimumEvaluationNumber());
        assertEquals(Duration.ofHours(12), baseline.collateralGrace());
        assertTrue(baseline.acceptDebug());
    }

    @Test
    void readsAPolicyFile() throws Exception {
        Path file = Files.writeString(folder.resolve("p.txt"),
                "version=1.0; authorizationrules{ => permit(); }; issuancerules{ };");
        values.put("assay.tenant.default.policy.SgxEnclave", file.toString());
        assertEquals(Set.of(AttestationType.SGX_ENCLAVE), read().tenants().getFirst().policies().keySet());
    }

    @ParameterizedTest
    @CsvSource({"assay.base.url, https://attest.example.org/", "assay.base.url, attest.example.org",
            "assay.base.url, ''", "assay.tenants, Default", "assay.tenants, a/b", "assay.kek.file, ''",
            "assay.tenant.default.baseline, /nowhere/at-all", "assay.pcs.url, 'http://a b'",
            "assay.tenant.default.policy.SgxEnclave, /nowhere/at-all", "assay.oidc.private-networks, maybe",
            "assay.oidc.trusted-ca, /nowhere/at-all"})
    void namesTheSettingItRefuses(String name, String value) {
        values.put(name, value);
        var refused = assertThrows(Settings.RefusedSetting.class, this::read);
        assertTrue(refused.getMessage().startsWith(name + ": "), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"acceptedStatuses\":[\"Revoked\"]}", "{\"collateralGraceHours\":73}",
            "{\"outOfDateGraceDays\":-1}", "{\"typo\":1}", "{\"acceptDebug\":\"yes\"}", "[]",
            "{\"minimumTcbDate\":\"yesterday\"}", "{\"outOfDateGraceDays\":1.5}"})
    void refusesABaselineBeyondThePlatformsBounds(String json) throws Exception {
        values.put("assay.tenant.default.baseline", Files.writeString(folder.resolve("b.json"), json).toString());
        assertThrows(Settings.RefusedSetting.class, this::read);
    }

    @Test
    void refusesAnAnchorFileThatHoldsNoCertificate() throws Exception {
        values.put("assay.tenant.default.anchor-set", "lab");
        for (String content : List.of("", "not PEM")) {
            values.put("assay.anchor-set.lab.root-file",
                    Files.writeString(folder.resolve("root.pem"), content).toString());
            assertThrows(Settings.RefusedSetting.class, this::read);
        }
    }

    /** A proxy reaches nothing inside. */
    @Test
    @Tag("AU-03")
    void letsIssuersBeInsideOnlyWhereItIsSaidSo() {
        values.put("assay.proxy", "http://proxy.example:3128");
        assertFalse(read().oidc().privateNetworks());
        assertTrue(read().oidc().proxy().isPresent());
        values.put("assay.oidc.private-networks", "true");
        assertTrue(read().oidc().privateNetworks());
        assertTrue(read().oidc().proxy().isEmpty());
    }

    private Installation read() {
        return new Settings(name -> Optional.ofNullable(values.get(name))).read();
    }
}
