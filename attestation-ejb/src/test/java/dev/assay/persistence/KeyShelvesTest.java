package dev.assay.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("TE-06")
class KeyShelvesTest {
    @Test
    void keepsThoseUsedLastHoweverManyTenantsThereAre() {
        Map<Integer, String> shelves = StoredKeyRing.recent(2);
        for (int tenant = 0; tenant < 10; tenant++) {
            shelves.put(tenant, "keys");
            shelves.get(0);
        }
        assertEquals(Set.of(0, 9), shelves.keySet());
    }
}
