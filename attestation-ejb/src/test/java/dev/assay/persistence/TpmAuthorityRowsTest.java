package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.attestationkey.Specimens;
import dev.assay.attestationkey.Specimens.Ca;
import dev.assay.attestationkey.TpmAuthorities.Use;
import dev.assay.bytes.Bytes;
import dev.assay.persistence.TpmAuthorityRows.Addition;
import dev.assay.persistence.TpmAuthorityRows.CrlDates;
import dev.assay.persistence.TpmAuthorityRows.Facts;
import dev.assay.persistence.TpmAuthorityRows.Renewal;
import dev.assay.persistence.TpmAuthorityRows.Stored;
import dev.assay.tenant.TenantChange;
import dev.assay.tenant.TenantChange.Operation;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TpmAuthorityRowsTest {
    private static final TenantChange BY = Tenants.by(Operation.CHANGE);
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");

    private final TpmAuthorityRows rows = new TpmAuthorityRows(TestDatabase.app());
    private final UUID tenant = TestDatabase.tenant("authorities");
    private final Ca ca = Specimens.ca("one");

    private Addition add(Ca wanted, Use use) {
        return rows.add(tenant, wanted.trusted(use), new Facts("CN=one", MONDAY, Optional.empty()), BY);
    }

    private Stored made() {
        return assertInstanceOf(Addition.Made.class, add(ca, Use.ENDORSEMENT_KEYS)).authority();
    }

    private Renewal renew(UUID id, Bytes crl, Instant from) {
        return rows.renew(tenant, id, crl, new CrlDates(from, from.plusSeconds(86_400)), BY);
    }

    private List<String> events() throws SQLException {
        return RowSecurityTest.strings(TestDatabase.app(), tenant,
                "SELECT operation FROM assay.tpm_authority_event ORDER BY 1");
    }

    @Test
    void storesACertificateOnceForEachUse() throws SQLException {
        Stored made = made();
        assertEquals(ca.trusted(Use.ENDORSEMENT_KEYS), made.authority());
        assertEquals(made, assertInstanceOf(Addition.Known.class, add(ca, Use.ENDORSEMENT_KEYS)).there());
        assertInstanceOf(Addition.Made.class, add(ca, Use.ATTESTATION_KEYS));
        assertEquals(2, rows.list(tenant).size());
        assertEquals(List.of("added", "added"), events());
    }

    @Test
    @Tag("CO-03")
    void takesANewerListAndNoOlderOne() throws SQLException {
        UUID id = made().id();
        Bytes monday = ca.crl(MONDAY);
        assertEquals(Renewal.MADE, renew(id, monday, MONDAY));
        assertEquals(Renewal.SAME, renew(id, monday, MONDAY));
        assertEquals(Renewal.OLDER, renew(id, Bytes.utf8("older"), MONDAY.minusSeconds(1)));
        assertEquals(Renewal.MADE, renew(id, Bytes.utf8("newer"), MONDAY.plusSeconds(1)));
        assertEquals(Renewal.NO_AUTHORITY, renew(UUID.randomUUID(), monday, MONDAY));
        assertEquals(Optional.of(Bytes.utf8("newer")), rows.list(tenant).getFirst().authority().crl());
        assertEquals(List.of("added", "crl", "crl"), events());
    }

    @Test
    @Tag("TE-06")
    void holdsNoMoreThanAnAppraisalTakes() {
        for (int i = 0; i < 11; i++) {
            UUID id = assertInstanceOf(Addition.Made.class, add(Specimens.ca("many " + i), Use.ATTESTATION_KEYS))
                    .authority().id();
            assertEquals(Renewal.MADE, renew(id, list(i), MONDAY));
        }
        UUID last = made().id();
        assertEquals(Renewal.FULL, renew(last, list(11), MONDAY));
        assertTrue(rows.list(tenant).size() < TpmAuthorityRows.MOST);
    }

    private static Bytes list(int number) {
        byte[] octets = new byte[256 << 10];
        octets[0] = (byte) number;
        return Bytes.copyOf(octets);
    }

    @Test
    void forgetsADeletedOneAndKeepsItsCertificateInTheRecord() throws SQLException {
        UUID id = made().id();
        assertTrue(rows.delete(tenant, id, BY));
        assertFalse(rows.delete(tenant, id, BY));
        assertEquals(List.of(), rows.list(tenant));
        assertEquals(List.of("added", "deleted"), events());
        assertEquals(List.of(ca.certificate().toHex()), RowSecurityTest.strings(TestDatabase.app(), tenant,
                "SELECT encode(certificate, 'hex') FROM assay.tpm_authority_event WHERE operation = 'deleted'"));
    }

    @Test
    @Tag("TE-01")
    void keepsOneTenantsAuthoritiesFromAnother() {
        UUID id = made().id();
        UUID other = TestDatabase.tenant("others");
        assertEquals(List.of(), rows.list(other));
        assertFalse(rows.delete(other, id, BY));
        assertEquals(Renewal.NO_AUTHORITY, rows.renew(other, id, ca.crl(MONDAY),
                new CrlDates(MONDAY, MONDAY.plusSeconds(1)), BY));
        assertEquals(1, rows.list(tenant).size());
    }
}
