package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.attestationkey.Specimens;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.Baseline;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.persistence.TestDatabase;
import dev.assay.persistence.TpmAuthorityRows;
import dev.assay.persistence.TpmDeniedKeyRows;
import dev.assay.persistence.TpmDeviceRows;
import dev.assay.persistence.TpmStatements;
import dev.assay.tenant.Tenant;
import dev.assay.tpm2.TpmPublic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TpmDesksTest {
    private static final Instant AT = Specimens.AT;

    private final String name = "tpm-" + UUID.randomUUID().toString().substring(0, 8);
    private final UUID id = TestDatabase.transaction(entities -> TestDatabase.rows(entities).provision(name));
    private final StoredTenants directory = new StoredTenants("https://attest.example.org",
            List.of(new Tenant(id, name, Tenant.issuerOf("https://attest.example.org", name), Emulated.ANCHORS,
                    Baseline.AZURE)),
            new StoredTenants.Stores(new Transacted.Rows(), new Transacted.Store()));
    private final TpmDeviceDesk devices = new TpmDeviceDesk(directory, new TpmDeviceRows(TestDatabase.app()),
            new TpmStatements(TestDatabase.app())::authorities, () -> AT);
    private final TpmDeniedKeyDesk denied = new TpmDeniedKeyDesk(directory,
            new TpmDeniedKeyRows(TestDatabase.app()), () -> AT);
    private final TpmAuthorityDesk authorities = new TpmAuthorityDesk(directory,
            new TpmAuthorityRows(TestDatabase.app()), () -> AT);

    private TpmDeskCall by(Role role) {
        return new TpmDeskCall(name, new Caller(Optional.of(name), "alice", "issuer", Set.of(role)), "trace");
    }

    private static String code(Object answer) {
        return assertInstanceOf(TpmRefused.class, answer, answer::toString).code();
    }

    private TpmDeviceAnswer register(Bytes publicArea) {
        return devices.register(by(Role.TENANT_ADMINISTRATOR), publicArea, "rack 4");
    }

    private TpmAuthorityAnswer add(Bytes certificate, Optional<Bytes> crl) {
        return authorities.add(by(Role.TENANT_ADMINISTRATOR),
                new TpmAuthorityWish("ek", true, false, certificate, crl));
    }

    @Test
    @Tag("AU-05")
    void letsReadersReadAndAdministratorsAloneWrite() {
        Bytes key = Specimens.attestationKey().octets();
        for (Role role : List.of(Role.AUDITOR, Role.ATTESTATION_READER)) {
            assertEquals("role-missing", code(devices.register(by(role), key, "")));
            assertEquals("role-missing", code(authorities.delete(by(role), UUID.randomUUID().toString())));
            assertInstanceOf(TpmAuthorityAnswer.Listed.class, authorities.list(by(role)));
        }
        assertEquals("role-missing", code(authorities.list(by(Role.KEY_ADMINISTRATOR))));
    }

    @Test
    @Tag("TE-04")
    void knowsNoTenantOfAnothersCaller() {
        TpmDeskCall stranger = new TpmDeskCall(name,
                new Caller(Optional.of("other"), "eve", "issuer", Set.of(Role.TENANT_ADMINISTRATOR)), "trace");
        assertEquals("tenant-not-found", code(authorities.list(stranger)));
        assertEquals("tenant-not-found", code(devices.delete(stranger, UUID.randomUUID().toString())));
    }

    @Test
    @Tag("TP-07")
    void registersAnAttestationKeyWithOrWithoutItsLengthAndNoOtherKey() {
        Bytes area = Specimens.attestationKey().octets();
        Bytes sized = Bytes.hex("%04x".formatted(area.length())).concat(area);
        var made = assertInstanceOf(TpmDeviceAnswer.Made.class, register(sized)).device();
        assertEquals(Optional.of(area), made.device().publicArea());
        assertEquals("device-conflict", code(register(area)));
        assertEquals("attestation-key-unsuitable", code(register(Specimens.endorsementKey().octets())));
        assertEquals("attestation-key-unsuitable", code(register(Bytes.hex("0001"))));
    }

    private TpmAuthorityAnswer deny(String... keys) {
        return denied.replace(by(Role.TENANT_ADMINISTRATOR), List.of(keys));
    }

    private void fourEyes() throws Exception {
        TestDatabase.asSuperuser("UPDATE assay.tenant SET four_eyes = true WHERE tenant_id = '" + id + "'");
    }

    @Test
    @Tag("TP-10")
    void refusesToRegisterADeniedKeyUntilItIsAllowedAgain() throws Exception {
        var key = Specimens.attestationKey();
        String sha256 = Bytes.copyOf(key.key().jca().getEncoded()).sha256().toHex();
        var keys = assertInstanceOf(TpmAuthorityAnswer.Denying.class, deny(sha256)).keys();
        assertEquals(List.of(new TpmAuthorityAnswer.DeniedKey(sha256, "alice", "issuer", AT)), keys);
        assertEquals(new TpmAuthorityAnswer.Denying(keys), denied.list(by(Role.AUDITOR)));
        assertEquals("attestation-key-unsuitable", code(register(key.octets())));
        assertEquals(new TpmAuthorityAnswer.Denying(List.of()), deny());
        assertInstanceOf(TpmDeviceAnswer.Made.class, register(key.octets()));
    }

    @Test
    @Tag("TP-10")
    void deniesByOnePersonAndAllowsByNoneWhereTwoAreNeeded() throws Exception {
        String one = "0a".repeat(32);
        String two = "0b".repeat(32);
        assertInstanceOf(TpmAuthorityAnswer.Denying.class, deny(one));
        fourEyes();
        assertEquals(2, assertInstanceOf(TpmAuthorityAnswer.Denying.class, deny(one, two)).keys().size());
        assertEquals("second-person-needed", code(deny(two)));
        assertEquals(2, assertInstanceOf(TpmAuthorityAnswer.Denying.class, denied.list(by(Role.AUDITOR))).keys()
                .size());
        assertEquals("role-missing", code(denied.replace(by(Role.AUDITOR), List.of())));
        for (String wrong : List.of("", "0A".repeat(32), "0a".repeat(31)))
            assertEquals("value-not-possible", code(deny(wrong)));
    }

    /** Whoever registers a key, or frees a revoked one, decides whom the tenant's tokens speak of. */
    @Test
    @Tag("TP-06")
    void letsNobodyAloneTrustAKeyWhereTheTenantHasFourEyes() throws Exception {
        TpmDeskCall call = by(Role.TENANT_ADMINISTRATOR);
        String known = made(Specimens.attestationKey());
        String other = made(Specimens.attestationKey());
        TestDatabase.asSuperuser("UPDATE assay.tenant SET four_eyes = true WHERE name = '" + name + "'");
        assertEquals("second-person-needed", code(register(Specimens.attestationKey().octets())));
        assertEquals("second-person-needed", code(add(Specimens.ca("one").certificate(), Optional.empty())));
        assertInstanceOf(TpmDeviceAnswer.Shown.class, devices.amend(call, known, Optional.empty(), true));
        assertEquals("second-person-needed", code(devices.delete(call, known)));
        assertInstanceOf(TpmDeviceAnswer.Gone.class, devices.delete(call, other));
        assertEquals("device-not-found", code(devices.delete(call, other)));
    }

    private String made(TpmPublic key) {
        return assertInstanceOf(TpmDeviceAnswer.Made.class, register(key.octets())).device().device().id().toString();
    }

    @Test
    void refusesALabelThatIsTooLongOrHasAControlCharacter() {
        Bytes area = Specimens.attestationKey().octets();
        for (String label : List.of("a".repeat(129), "a\nb"))
            assertEquals("value-not-possible",
                    code(devices.register(by(Role.TENANT_ADMINISTRATOR), area, label)));
    }

    @Test
    void takesAnAuthorityWithItsOwnListAndNoOthers() {
        var ca = Specimens.ca("one");
        assertEquals("authority-unsuitable", code(add(Specimens.leaf(), Optional.empty())));
        assertEquals("authority-unsuitable", code(add(Specimens.expired("old").certificate(), Optional.empty())));
        assertEquals("authority-unsuitable",
                code(add(ca.certificate(), Optional.of(Specimens.ca("two").crl(AT)))));
        var made = assertInstanceOf(TpmAuthorityAnswer.Made.class, add(ca.certificate(), Optional.of(ca.crl(AT))))
                .authority();
        assertEquals(AT, made.crl().orElseThrow().thisUpdate());
        TpmDeskCall call = by(Role.TENANT_ADMINISTRATOR);
        String authority = made.id().toString();
        assertEquals("crl-older", code(authorities.renew(call, authority, ca.crl(AT.minusSeconds(60)))));
        assertEquals("crl-unsuitable",
                code(authorities.renew(call, authority, Specimens.ca("one").crl(AT.plusSeconds(60)))));
        assertInstanceOf(TpmAuthorityAnswer.Shown.class,
                authorities.renew(call, authority, ca.crl(AT.plusSeconds(60))));
        assertTrue(authorities.delete(call, authority) instanceof TpmAuthorityAnswer.Gone);
        assertEquals("authority-not-found", code(authorities.get(call, authority)));
    }
}
