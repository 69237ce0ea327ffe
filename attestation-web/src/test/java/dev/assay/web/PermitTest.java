package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every route there is, found in the classes themselves, and who may call it. */
@Tag("AU-05")
class PermitTest {
    private static final Map<String, String> ROUTES = Map.ofEntries(Map.entry("AttestResource.attest", "anonymous"),
            Map.entry("MetadataResource.certs", "anonymous"),
            Map.entry("MetadataResource.openIdConfiguration", "anonymous"),
            Map.entry("TokenResource.token", "anonymous"),
            Map.entry("TenantResource.create", "platform-administrator"),
            Map.entry("TenantResource.list", "platform-administrator"),
            Map.entry("TenantResource.get", "auditor platform-administrator tenant-administrator"),
            Map.entry("TenantResource.change", "platform-administrator tenant-administrator"),
            Map.entry("TenantResource.delete", "platform-administrator"),
            Map.entry("TenantResource.suspend", "platform-administrator"),
            Map.entry("TenantResource.resume", "platform-administrator"));

    @Test
    void everyResourceMethodSaysWhoMayCallIt() {
        List<String> silent = resources().filter(method -> Gate.permit(method).isEmpty()).map(PermitTest::name)
                .toList();
        assertEquals(List.of(), silent);
    }

    @Test
    void nobodyMayCallMoreThanIsWrittenHere() {
        Map<String, String> found = resources().collect(Collectors.toMap(PermitTest::name, PermitTest::who, (a,
                b) -> a + b, TreeMap::new));
        assertEquals(new TreeMap<>(ROUTES), found);
    }

    /** The gate lets OPTIONS through, to JAX-RS's own answer. */
    @Test
    void noResourceAnswersOptionsItself() {
        assertTrue(resources().noneMatch(method -> method.isAnnotationPresent(OPTIONS.class)));
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

    private static Stream<Method> resources() {
        List<Method> methods = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.assay").stream()
                .filter(type -> type.isAnnotatedWith(Path.class)).map(JavaClass::reflect)
                .flatMap(type -> Arrays.stream(type.getMethods())).filter(PermitTest::isRoute).toList();
        assertFalse(methods.isEmpty());
        return methods.stream();
    }

    /** A sub-resource locator has a path and no verb: it counts, too. */
    private static boolean isRoute(Method method) {
        return method.isAnnotationPresent(Path.class) || Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    private static String who(Method method) {
        Permit permit = Gate.permit(method).orElseThrow();
        return permit.anonymous()
                ? "anonymous"
                : Arrays.stream(permit.value()).map(Role::word).sorted().collect(Collectors.joining(" "));
    }
}
