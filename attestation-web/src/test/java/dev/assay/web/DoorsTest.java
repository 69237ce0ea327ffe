package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorsTest {
    private static final int ADMIN = 9443;
    private static final int PUBLIC = 8443;

    @ParameterizedTest
    @CsvSource({"/management/v1/tenants,true,false", "/Management,true,false", "/admin/status,true,false",
            "/admin;x=1/status,true,false", "//subscriptions/s,true,false", "/providers/x,true,false",
            "/health/ready,true,false", "/metrics,true,false", "/openapi,true,false", "/oauth2/token,true,true",
            "/certs,false,true", "/attest/SgxEnclave,false,true", "/t/admin/certs,false,true", "/,false,true",
            "/adminx,false,true"})
    void answersAdministrationAtItsPortAloneOnceItHasOne(String path, boolean atAdmin, boolean atPublic) {
        Doors doors = new Doors(Optional.of(ADMIN));
        assertEquals(atAdmin, doors.open(path, path, ADMIN));
        assertEquals(atPublic, doors.open(path, path, PUBLIC));
        assertTrue(new Doors(Optional.empty()).open(path, path, PUBLIC));
    }

    @ParameterizedTest
    @CsvSource({"/admin/status,/x/../admin/status", "/admin/status,/%61dmin/status", "/x,/management"})
    void closesThePublicPortByEitherReadingOfAPath(String path, String raw) {
        assertEquals(false, new Doors(Optional.of(ADMIN)).open(path, raw, PUBLIC));
    }
}
