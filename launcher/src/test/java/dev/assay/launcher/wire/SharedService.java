package dev.assay.launcher.wire;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands every test class of this JVM the same running service; it is stopped when the last class is through. */
final class SharedService implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedService.class);

    /** In the store of the whole run, which closes it. */
    private record Held(RunningService service) implements AutoCloseable {
        @Override
        public void close() {
            service.stop();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningService.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE)
                .getOrComputeIfAbsent("service", key -> new Held(RunningService.start(Place.fresh("shared"))),
                        Held.class)
                .service();
    }
}
