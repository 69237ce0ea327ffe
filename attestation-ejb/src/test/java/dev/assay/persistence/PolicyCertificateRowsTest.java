package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.bytes.Bytes;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PolicyCertificateRowsTest {
    @Test
    void scratch() throws Exception {
        UUID tenant = TestDatabase.tenant("blue");
        assertEquals(List.of(), read(tenant));
        TestDatabase.asSuperuser("""
                CREATE TABLE assay.policy_certificate (tenant_id uuid, sha256 bytea, der bytea, added_at timestamptz);
                GRANT SELECT ON assay.policy_certificate TO assay_app;
                INSERT INTO assay.policy_certificate VALUES ('%1$s', sha256('b'), 'b', now() + interval '1s'),
                    ('%1$s', sha256('a'), 'a', now())""".formatted(tenant));
        try {
            assertEquals(List.of(Bytes.utf8("a"), Bytes.utf8("b")), read(tenant));
        } finally {
            TestDatabase.asSuperuser("DROP TABLE assay.policy_certificate");
        }
    }

    private static List<Bytes> read(UUID tenant) {
        return TestDatabase.transaction(entities -> {
            PolicyCertificateRows rows = new PolicyCertificateRows();
            rows.entities = entities;
            return rows.read(tenant);
        });
    }
}
