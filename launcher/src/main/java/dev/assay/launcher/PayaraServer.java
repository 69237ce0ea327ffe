package dev.assay.launcher;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.boot.PayaraMicroBoot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Payara Micro in this process, on the JVM's own class path (unpacked at build, so that the JVM can share the classes
 * between starts), with the web archive at {@code /}. Its settings are in {@link PayaraConfiguration}.
 */
final class PayaraServer implements AutoCloseable {
    /** The start of the server proper; its jar is unpacked at build and no Maven artifact to compile against. */
    private static final String BOOT = "fish.payara.micro.impl.PayaraMicroImpl";

    private final PayaraMicroBoot server;
    private final PayaraHook hook;

    private PayaraServer(PayaraMicroBoot server, PayaraHook hook) {
        this.server = server;
        this.hook = hook;
    }

    static PayaraServer start(Path application, PayaraConfiguration configuration) {
        Path unpacked = application.resolve("payara");
        System.setProperty("fish.payara.micro.BootJar",
                unpacked.resolve("launch-micro.jar").toUri().toString());
        System.setProperty("fish.payara.micro.UnpackDir", unpacked.toString());
        Path instance = InstanceFolder.fresh(configuration.folder().resolve("instance"), unpacked);
        List<String> arguments = new ArrayList<>(configuration.arguments(instance));
        arguments.addAll(List.of("--deploy", application.resolve("attestation.war").toString(), "--contextroot", "/"));
        PayaraServer started = new PayaraServer(boot(arguments), PayaraHook.take());
        started.checkApplication();
        return started;
    }

    /** A web archive that does not deploy leaves a server that runs, and even calls itself healthy. */
    private void checkApplication() {
        if (server.getRuntime().getDeployedApplicationNames().isEmpty()) {
            close();
            throw new IllegalStateException("the web archive does not deploy");
        }
    }

    private static PayaraMicroBoot boot(List<String> arguments) {
        try {
            return (PayaraMicroBoot) Class.forName(BOOT).getMethod("create", String[].class).invoke(null,
                    (Object) arguments.toArray(String[]::new));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the server does not start: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        if (!hook.taken()) {
            hook.await();
            return;
        }
        try {
            server.shutdown();
        } catch (BootstrapException e) {
            throw new IllegalStateException("the server does not stop", e);
        }
    }
}
