package dev.assay.launcher;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a person sees once the server is up: the walk, the addresses, a command to paste, how to stop. */
record Welcome(Settings settings, TlsIdentity tls, Progress progress) {

    void show(Path commandLine) {
        if (settings.demo()) {
            walk(commandLine);
        }
        String base = settings.baseUrl().toString();
        String tenant = settings.demo() ? base + "/t/demo" : base;
        progress.line("");
        progress.line("Assay is up:");
        progress.line("  tenant default   " + base);
        if (settings.demo()) {
            progress.line("  tenant demo      " + tenant + "  (emulated platforms, not for trust)");
        }
        progress.line(
                "  plain HTTP       http://" + settings.listen().host() + ":" + settings.listen().httpPort() + "/");
        String administration = administration();
        progress.line("  health           " + administration + "/health");
        progress.line("  console          " + administration + "/admin");
        Path secret = settings.data().resolve("keys").resolve("platform-admin.secret");
        if (Files.exists(secret)) {
            progress.line("  administration   client platform-admin, its secret in " + secret);
        }
        progress.line("Try:  " + command(tenant));
        progress.line("Stop: Ctrl-C here, or ./assay stop");
    }

    private String administration() {
        return settings.listen().adminPort().isPresent()
                ? "https://" + settings.listen().host() + ":" + settings.listen().adminPort().getAsInt()
                : settings.baseUrl().toString();
    }

    private void walk(Path commandLine) {
        progress.line("");
        URI base = settings.baseUrl();
        if (!new Walk(commandLine, base, URI.create(administration()), settings.data()).succeeds()) {
            progress.line("The walk stopped at the step above; the server is up and its log is in "
                    + settings.data().resolve("logs") + ".");
        }
    }

    /** The walk leaves its request behind: sent again it gives a new token. */
    private String command(String tenant) {
        Path request = settings.data().resolve("demo").resolve("sgx-request.json");
        return "curl " + trust() + (settings.demo() && Files.exists(request)
                ? "-H 'Content-Type: application/json' --data @" + request + " '" + tenant
                        + "/attest/SgxEnclave?api-version=2020-10-01'"
                : tenant + "/.well-known/openid-configuration");
    }

    private String trust() {
        return tls.authority().map(file -> "--cacert " + file + " ").orElse("");
    }
}
