package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import jakarta.ws.rs.OPTIONS;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every route there is, found in the classes themselves, and who may call it. */
@Tag("AU-05")
class PermitTest {
    @Test
    void everyRouteIsDocumentedWithExactlyWhoMayCallIt() {
        assertEquals(lines(RouteTable.documented()), lines(RouteTable.found()));
    }

    /** Of a tenant's objects the gate learns by this parameter alone whose they are. */
    @Test
    @Tag("TE-04")
    void everyRouteToATenantsObjectsNamesTheTenant() {
        List<String> namedOtherwise = RouteTable.found().stream().map(RouteTable.Route::path)
                .filter(path -> path.startsWith("/t/") && !path.startsWith("/t/{tenant}/")
                        || path.matches("/management/v1/tenants/.*")
                                && !path.matches("/management/v1/tenants/\\{tenant\\}(/.*)?"))
                .toList();
        assertEquals(List.of(), namedOtherwise);
    }

    private static String lines(List<RouteTable.Route> routes) {
        return routes.stream().map(RouteTable.Route::toString).sorted().collect(Collectors.joining("\n"));
    }

    /** The gate lets OPTIONS through, to JAX-RS's own answer. */
    @Test
    void noResourceAnswersOptionsItself() {
        assertTrue(RouteTable.methods().noneMatch(method -> method.isAnnotationPresent(OPTIONS.class)));
    }

    /** Methods of resources that a careless hand could write. */
    static final class Careless {
        @Permit
        public void empty() {}

        public void none() {}
    }

    @Test
    void deniesAMethodWithoutAPermitAndAnEmptyPermitToEveryRole() throws Exception {
        Caller everything = new Caller(Optional.empty(), "x", "y", Set.of(Role.values()));
        Permit empty = Gate.permit(Careless.class.getMethod("empty")).orElseThrow();
        assertFalse(empty.anonymous());
        assertEquals(Gate.Standing.ROLE_MISSING, Gate.standing(empty, everything, Optional.empty()));
        assertEquals(Optional.empty(), Gate.permit(Careless.class.getMethod("none")));
        assertEquals(Optional.empty(), Gate.permit(null));
    }

    @Test
    void letsARoleThroughThatThePermitNames() throws Exception {
        Permit listing = Gate.permit(TenantResource.class.getMethod("list", String.class, String.class)).orElseThrow();
        Caller platform = new Caller(Optional.empty(), "x", "y", Set.of(Role.PLATFORM_ADMINISTRATOR));
        Caller red = new Caller(Optional.of("red"), "x", "y", Set.of(Role.TENANT_ADMINISTRATOR));
        assertEquals(Gate.Standing.MAY, Gate.standing(listing, platform, Optional.empty()));
        assertEquals(Gate.Standing.ROLE_MISSING, Gate.standing(listing, red, Optional.empty()));
    }

    @Test
    @Tag("TE-04")
    void saysNothingToAnotherTenantsCaller() throws Exception {
        Permit reading = Gate.permit(TenantResource.class.getMethod("get", String.class)).orElseThrow();
        Caller red = new Caller(Optional.of("red"), "x", "y", Set.of(Role.TENANT_ADMINISTRATOR));
        Caller blind = new Caller(Optional.of("red"), "x", "y", Set.of(Role.ATTESTATION_READER));
        assertEquals(Gate.Standing.MAY, Gate.standing(reading, red, Optional.of("red")));
        assertEquals(Gate.Standing.STRANGER, Gate.standing(reading, red, Optional.of("blue")));
        assertEquals(Gate.Standing.STRANGER, Gate.standing(reading, blind, Optional.of("blue")));
        assertEquals(Gate.Standing.ROLE_MISSING, Gate.standing(reading, blind, Optional.of("red")));
    }

    @Test
    void takesOneHeaderWithOneToken() {
        assertEquals(Optional.of("a.b.c"), Gate.bearer(List.of("Bearer a.b.c")));
        assertEquals(Optional.of("a.b.c"), Gate.bearer(List.of("bEARER  a.b.c")));
        for (List<String> headers : List.of(List.<String>of(), List.of("Bearer a", "Bearer a"), List.of("Basic a"),
                List.of("Bearer"), List.of("Bearer a, Bearer b"), List.of("Bearera"), List.of("a")))
            assertEquals(Optional.empty(), Gate.bearer(headers), headers.toString());
    }
}
