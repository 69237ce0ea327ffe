package dev.assay.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifelineTest {

    @Test
    void stopsInReverseOrderWhateverFails() {
        List<String> stopped = new ArrayList<>();
        Lifeline lifeline = new Lifeline();
        lifeline.<AutoCloseable>start(() -> () -> stopped.add("database"));
        lifeline.<AutoCloseable>start(() -> () -> {
            throw new IllegalStateException("broken");
        });
        lifeline.<AutoCloseable>start(() -> () -> stopped.add("server"));
        lifeline.end();
        assertEquals(List.of("server", "database"), stopped);
    }

    @Test
    void stopsEachThingOnce() {
        List<String> stopped = new ArrayList<>();
        Lifeline lifeline = new Lifeline();
        lifeline.<AutoCloseable>start(() -> () -> stopped.add("server"));
        lifeline.end();
        lifeline.end();
        assertEquals(List.of("server"), stopped);
    }
}
