package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("DO-01")
class LargeBodiesTest {
    private static final int MEBIBYTE = 1 << 20;
    private static final int LARGEST = 16 * MEBIBYTE;

    @Test
    void hasRoomForOneOfTheLargestWhateverTheMemory() {
        LargeBodies bodies = new LargeBodies(1);
        LargeBodies.Place place = bodies.take(LARGEST).orElseThrow();
        assertEquals(Optional.empty(), bodies.take(MEBIBYTE + 1));
        place.leave();
        bodies.take(LARGEST).orElseThrow().leave();
    }

    @Test
    void countsNoBodyOfTheUsualSize() {
        LargeBodies bodies = new LargeBodies(1);
        bodies.take(LARGEST).orElseThrow();
        for (int i = 0; i < 1000; i++)
            assertTrue(bodies.take(MEBIBYTE).isPresent());
    }

    @Test
    void sharesRoomBySize() {
        LargeBodies bodies = new LargeBodies(10L * 2 * LARGEST);
        for (int i = 0; i < 16; i++)
            bodies.take(2 * MEBIBYTE).orElseThrow();
        assertEquals(Optional.empty(), bodies.take(2 * MEBIBYTE));
    }

    /** A length that is declared beyond the limit takes the room of the limit: it is refused when it is read. */
    @Test
    void takesAnUnknownLengthForTheLargest() {
        LargeBodies.enter(-1, LARGEST).orElseThrow().leave();
        LargeBodies.enter(Long.MAX_VALUE, LARGEST).orElseThrow().leave();
        LargeBodies.enter(0, LARGEST).orElseThrow().leave();
    }
}
