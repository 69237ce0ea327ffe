package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("DO-04")
class BodyMemoryTest {
    private static final int USUAL = 1 << 20;

    private final BodyBound bound = new BodyBound(16 << 20, 256, new MemoryShare(10));

    @Test
    void letsSmallBodiesInWhereLargeOnesOfTheirKindHoldAllTheyMay() {
        BodyMemory large = new BodyMemory(bound);
        assertTrue(large.take(USUAL));
        assertTrue(large.take(10));
        BodyMemory other = new BodyMemory(bound);
        assertTrue(other.take(USUAL));
        assertFalse(other.take(1));
        large.leave();
        assertTrue(other.take(1));
        other.leave();
    }

    @Test
    void givesBackOnce() {
        BodyMemory one = new BodyMemory(bound);
        assertTrue(one.take(USUAL));
        assertTrue(one.take(10));
        one.leave();
        one.leave();
        BodyMemory other = new BodyMemory(bound);
        assertTrue(other.take(USUAL));
        assertFalse(other.take(11));
        other.leave();
    }
}
