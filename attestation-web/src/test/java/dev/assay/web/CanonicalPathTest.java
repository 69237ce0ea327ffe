package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalPathTest {
    @ParameterizedTest
    @CsvSource({"attest/SgxEnclave, t/default/attest/sgxenclave", "/attest/SGXENCLAVE, t/default/attest/sgxenclave",
            "//attest//OpenEnclave/, t/default/attest/openenclave", "certs, t/default/certs",
            ".Well-Known/OpenID-Configuration, t/default/.well-known/openid-configuration",
            "T/Demo/Certs, t/demo/certs", "//t/demo/attest/sgxenclave, t/demo/attest/sgxenclave",
            "policies/Tpm%3Areset, t/default/policies/tpm:reset", "policies/Tpm%3areset, t/default/policies/tpm:reset",
            "%61ttest/SgxEnclave, t/default/attest/sgxenclave", "t, t",
            "attest/Tee/OpenEnclave, t/default/attest/openenclave", "t/demo/attest/Tee/SgxEnclave, "
                    + "t/demo/attest/sgxenclave",
            "operations/policy/update, t/default/operations/policy/updatepolicy",
            "attest/tee/other, t/default/attest/tee/other"})
    void bringsEverySpellingToOne(String sent, String canonical) {
        assertEquals(Optional.of(canonical), CanonicalPath.of(sent, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//", "attest/Sgx Enclave", "attest%2FSgxEnclave", "attest/%00", "t/../certs",
            "./certs", "t/demo/%2e%2e/certs", "attest/Sgx+Enclave", "attest/{type}", "certs;v=1", "attest/%C3%A9",
            "\u212Aerts", "%E2%84%AAerts"})
    void hasNoRouteForSegmentsNoRouteHas(String sent) {
        assertEquals(Optional.empty(), CanonicalPath.of(sent, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"t/default/certs", "T/DEFAULT/certs", "t/%64efault/certs", "//t//default"})
    void reachesTheDefaultTenantAtTheRootOnly(String sent) {
        assertEquals(Optional.empty(), CanonicalPath.of(sent, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"attest/SgxEnclave, t/contoso/attest/sgxenclave", "certs, t/contoso/certs",
            "management/v1/tenants, t/contoso/management/v1/tenants"})
    void servesATenantAtItsHost(String sent, String canonical) {
        assertEquals(Optional.of(canonical), CanonicalPath.of(sent, Optional.of("contoso")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"t/fabrikam/certs", "t/contoso/certs", "T/fabrikam/attest/SgxEnclave", "t"})
    void servesNoOtherTenantAtATenantsHost(String sent) {
        assertEquals(Optional.empty(), CanonicalPath.of(sent, Optional.of("contoso")));
    }

    @ParameterizedTest
    @CsvSource({"management/v1/tenants, management/v1/tenants",
            "//Management/v1/Tenants/Contoso%3Asuspend, management/v1/tenants/contoso:suspend"})
    void leavesThePlatformsPathsToThePlatform(String sent, String canonical) {
        assertEquals(Optional.of(canonical), CanonicalPath.of(sent, Optional.empty()));
    }
}
