package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PolicyCertificateRowsTest {
    @Test
    void readsNoneOfATenantThatListsNone() {
        UUID tenant = TestDatabase.tenant("blue");
        assertEquals(List.of(), TestDatabase.transaction(entities -> {
            PolicyCertificateRows rows = new PolicyCertificateRows();
            rows.entities = entities;
            return rows.read(tenant);
        }));
    }
}
