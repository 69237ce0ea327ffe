package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaneTest {
    @ParameterizedTest
    @CsvSource({"management/v1/tenants,MANAGEMENT", "//Management,MANAGEMENT", "management,MANAGEMENT",
            "managementx,DATA", "t/management/certs,DATA", "/attest/SgxEnclave,DATA", "'',DATA", "/,DATA",
            "/Subscriptions/s,RESOURCE_MANAGER", "providers/microsoft.attestation/operations,RESOURCE_MANAGER"})
    void tellsAPathsPlaneByItsFirstSegment(String path, Plane plane) {
        assertEquals(plane, Plane.of(path));
    }
}
