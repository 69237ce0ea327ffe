package dev.assay.launcher;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** {@code ./assay run}: starts everything, walks the workflow once, and stays up until a signal. */
public final class Launcher {
    private static final System.Logger LOG = System.getLogger(Launcher.class.getName());

    private final Settings settings;
    private final SettingSource source;
    private final Versions versions = Versions.ofBuild();
    private final Progress progress = new Progress(System.out);
    private final Lifeline lifeline = Lifeline.untilShutdown();

    private Launcher(Settings settings, SettingSource source) {
        this.settings = settings;
        this.source = source;
    }

    public static void main(String[] arguments) {
        PrintStream errors = System.err;
        try {
            SettingSource source = SettingSource.ofProcess();
            new Launcher(Settings.read(source, demo(List.of(arguments))), source).run();
        } catch (RefusedException e) {
            fail(errors, 1, e.getMessage(), e);
        } catch (IllegalStateException | UncheckedIOException e) {
            fail(errors, 70, "The start failed: " + e.getMessage() + ". See the folder logs in ASSAY_DATA.", e);
        }
    }

    private static void fail(PrintStream errors, int exit, String sentence, Exception cause) {
        errors.println("assay: " + sentence);
        // why: before the log is open, the log is the console, and a person there reads one sentence.
        if (System.err != errors) {
            LOG.log(System.Logger.Level.ERROR, "the start failed", cause);
        }
        System.exit(exit);
    }

    private static boolean demo(List<String> arguments) {
        for (String argument : arguments) {
            if (!argument.equals("--no-demo")) {
                throw new RefusedException("run takes --no-demo and nothing else, not \"" + argument + "\".");
            }
        }
        return arguments.isEmpty();
    }

    private void run() {
        progress.line("Assay " + versions.assay() + " starts on Java " + Runtime.version().feature() + ", data in "
                + settings.data());
        DataFolder data = lifeline.start(() -> DataFolder.open(settings.data()));
        ServerLog log = ServerLog.open(data);
        Ports.check(settings.listen().bind(), settings.listen().httpPort(), "ASSAY_HTTP_PORT");
        Ports.check(settings.listen().bind(), settings.listen().httpsPort(), "ASSAY_HTTPS_PORT");
        settings.listen().adminPort().ifPresent(
                port -> Ports.check(settings.listen().bind(), port, "ASSAY_ADMIN_PORT"));
        ServerProperties properties = prepare(data);
        properties.values(source, versions).forEach(System::setProperty);
        PayaraConfiguration payara = new PayaraConfiguration(settings.listen(), properties.tls().alias(),
                data.folder("cache"), log.configuration());
        progress.step("server and application",
                () -> lifeline.start(() -> PayaraServer.start(application(), payara)));
        // why: the server is up without its application, and would be asked in vain whether it is ready.
        log.refusal().ifPresent(sentence -> {
            throw new RefusedException(sentence);
        });
        Readiness readiness = Readiness.of(settings.listen(), properties.tls().pinned());
        // For ./assay status, whatever the settings of the shell it is called from.
        OwnerOnly.write(data.file("assay.http"), readiness.url().resolve("/").toString().replaceFirst("/$", ""));
        progress.step("ready", () -> {
            readiness.await();
            return readiness;
        });
        OwnerOnly.write(data.folder("cache").resolve("classes.complete"), "");
        new Welcome(settings, properties.tls(), progress).show(commandLine());
    }

    /** The database starts beside certificate and demo platform; all three are there when this returns. */
    private ServerProperties prepare(DataFolder data) {
        CompletableFuture<Database> database = CompletableFuture.supplyAsync(() -> progress.step("database",
                () -> lifeline.start(() -> Database.open(data, settings, versions))));
        TlsIdentity tls = TlsIdentity.open(data, settings, Instant.now());
        Optional<Demo> demo = settings.demo()
                ? Optional.of(progress.step("emulated platform",
                        () -> lifeline.start(() -> Demo.start(data, Clock.systemUTC()))))
                : Optional.empty();
        return new ServerProperties(settings, outcome(database).access(), tls, demo);
    }

    private static Database outcome(CompletableFuture<Database> database) {
        try {
            return database.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    /** The folder the build laid out: this jar's own is {@code lib}. */
    private Path application() {
        return settings.home().resolve("launcher").resolve("target").resolve("app");
    }

    private Path commandLine() {
        return settings.home().resolve("cli").resolve("target").resolve("app");
    }
}
