package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Processes of the database server, each serving one connection. */
record Sessions(List<String> pids) {
    /** SIGSTOP: what is sent to them waits, and nobody is told. */
    void freeze() {
        assertFalse(pids.isEmpty(), "somebody writes audit records");
        signal("-STOP");
    }

    void kill() {
        signal("-KILL");
    }

    private void signal(String signal) {
        List<String> command = new ArrayList<>(List.of("bash", "-c", "kill \"$@\"", "kill", signal));
        command.addAll(pids);
        try {
            assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
