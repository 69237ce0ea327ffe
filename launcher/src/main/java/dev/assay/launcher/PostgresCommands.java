package dev.assay.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * initdb and pg_ctl on one data directory. PostgreSQL refuses to run as root, so root runs it inside a user namespace
 * of its own ({@code unshare -U}): there the process is nobody, yet owns root's files; nothing is chowned.
 */
record PostgresCommands(PostgresBinaries binaries, Path data, boolean asRoot) {
    private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C", "TZ", "UTC");

    static PostgresCommands of(PostgresBinaries binaries, Path data) {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root && !Program.run(List.of("unshare", "-U", "true"), ENVIRONMENT).succeeded()) {
            throw new RefusedException("PostgreSQL does not run as root, and this machine forbids root the user "
                    + "namespace that helps: start Assay as an ordinary user, or set ASSAY_DATABASE_URL to a "
                    + "PostgreSQL server of your own.");
        }
        return new PostgresCommands(binaries, data, root);
    }

    Program initialise(Path passwordFile, Path target) {
        return run("initdb", "--pgdata=" + target, "--username=postgres", "--pwfile=" + passwordFile,
                "--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
                "--locale=C", "--data-checksums");
    }

    /** Starts the server in a session of its own and waits until it accepts connections. */
    Program start(int port, Path log) {
        return run("pg_ctl", "start", "--wait", "--timeout=60", "--pgdata=" + data, "--log=" + log,
                "--options=" + options(port));
    }

    /** Durable whatever postgresql.conf says: the command line outranks it. */
    private static String options(int port) {
        return String.join(" ", "-c port=" + port, "-c listen_addresses=127.0.0.1", "-c unix_socket_directories=",
                "-c fsync=on", "-c synchronous_commit=on", "-c full_page_writes=on",
                "-c password_encryption=scram-sha-256", "-c log_timezone=UTC", "-c timezone=UTC");
    }

    /** Mode {@code fast} ends sessions and writes a checkpoint; {@code immediate} leaves recovery to the next start. */
    Program stop(String mode) {
        return run("pg_ctl", "stop", "--wait", "--timeout=30", "--pgdata=" + data, "--mode=" + mode);
    }

    private Program run(String name, String... arguments) {
        List<String> command = new ArrayList<>(asRoot ? List.of("unshare", "-U") : List.of());
        command.add(binaries.program(name));
        command.addAll(List.of(arguments));
        return Program.run(command, ENVIRONMENT);
    }
}
