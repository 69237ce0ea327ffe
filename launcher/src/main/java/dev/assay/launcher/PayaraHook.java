package dev.assay.launcher;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;

/**
 * Payara stops itself in a shutdown hook of its own, and hooks run side by side; the database must not go first. So
 * the hook is taken out and the server stopped by us, in order. Needs {@code java.lang} opened, as Payara itself does.
 */
record PayaraHook(Optional<Thread> hook, boolean taken) {
    private static final String NAME = "Payara Micro Shutdown Hook";

    static PayaraHook take() {
        Optional<Thread> hook = find();
        return new PayaraHook(hook, hook.isPresent() && Runtime.getRuntime().removeShutdownHook(hook.get()));
    }

    private static Optional<Thread> find() {
        try {
            Field field = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
            field.setAccessible(true);
            return ((Map<?, ?>) field.get(null)).keySet()
                    .stream()
                    .map(Thread.class::cast)
                    .filter(thread -> NAME.equals(thread.getName()))
                    .findFirst();
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Where it could not be taken it runs by itself: the rest waits for it. */
    void await() {
        hook.ifPresent(thread -> {
            try {
                thread.join(30_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
