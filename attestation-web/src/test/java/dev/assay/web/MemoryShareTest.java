package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("DO-04")
class MemoryShareTest {
    @Test
    void givesWhatThereIsAndTakesItBack() {
        MemoryShare share = new MemoryShare(10);
        assertTrue(share.take(6));
        assertFalse(share.take(5));
        assertTrue(share.take(4));
        assertFalse(share.take(1));
        share.giveBack(6);
        assertTrue(share.take(6));
    }
}
