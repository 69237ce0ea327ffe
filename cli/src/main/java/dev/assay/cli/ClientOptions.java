package dev.assay.cli;

import dev.assay.bytes.MalformedException;
import dev.assay.cli.relying.IssuerUrl;
import dev.assay.cli.relying.Web;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which service a command calls, and as which client. A secret is never an argument: other users' eyes see those. */
final class ClientOptions {
    static final String FIRST = "platform-admin";

    @Option(names = "--client", paramLabel = "ID", description = "Whose token: a client's id, as blue.robot.")
    String client;

    @Option(names = "--secret-file", paramLabel = "FILE", description = "The file with the client's secret, - for "
            + "standard input. Default, for platform-admin alone: keys/platform-admin.secret in the data folder "
            + "(ASSAY_DATA), or ASSAY_ADMIN_SECRET where there is no such file.")
    String secretFile;

    @Option(names = "--url", paramLabel = "URL", description = "The service: https, or http on this machine. "
            + "Default: ASSAY_BASE_URL, or https://localhost:8443.")
    String url;

    @Option(names = "--ca", paramLabel = "PEM", description = "The CA of the service's TLS certificate. Default: "
            + "tls/ca.pem in the data folder (ASSAY_DATA) beside the JVM's own.")
    String ca;

    /** Without a slash at its end. why the same rule as for issuers: a secret goes to nobody who can be listened to. */
    String base(Terminal terminal) {
        String base = url != null ? url : setting(terminal, "ASSAY_BASE_URL").orElse("https://localhost:8443");
        try {
            return IssuerUrl.parse(base).text();
        } catch (IllegalArgumentException refused) {
            throw new UsageException((url == null ? "ASSAY_BASE_URL " : "--url ") + refused.getMessage() + ".");
        }
    }

    Web web(Terminal terminal) {
        return new Web(ServerTrust.of(terminal, ca));
    }

    /**
     * An access token for the client.
     *
     * @throws NoTokenException where it is refused
     * @throws dev.assay.cli.relying.UnreachableException where no answer came
     */
    String token(Terminal terminal, Web web) {
        return token(base(terminal), terminal, web);
    }

    /** As {@link #token}, where {@code --url} is a tenant's: clients get their tokens from the service itself. */
    String tenantsToken(Terminal terminal, Web web) {
        return token(base(terminal).replaceFirst("/t/[^/]+$", ""), terminal, web);
    }

    private String token(String base, Terminal terminal, Web web) {
        return token(web, base, client, secret(terminal));
    }

    /** @throws NoTokenException where it is refused */
    static String token(Web web, String base, String client, String secret) {
        URI endpoint = URI.create(base + "/oauth2/token");
        Web.Answer answer = web.postForm(endpoint, "grant_type=client_credentials&client_id=" + encoded(client)
                + "&client_secret=" + encoded(secret));
        Optional<JsonObject> body = object(answer);
        if (answer.status() == 200 && body.flatMap(it -> text(it, "access_token")).isPresent())
            return body.flatMap(it -> text(it, "access_token")).get();
        throw new NoTokenException(body.flatMap(it -> text(it, "error_description"))
                .orElseGet(() -> endpoint + " answered " + answer.status() + " and is no token endpoint of Assay."),
                answer.status() == 429 || answer.status() >= 500 ? ExitCode.COULD_NOT_TELL : ExitCode.REFUSED);
    }

    private static Optional<JsonObject> object(Web.Answer answer) {
        try {
            return Optional.of(StrictJson.object("the answer", answer.body()));
        } catch (MalformedException refused) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonObject body, String name) {
        return body.get(name) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    private String secret(Terminal terminal) {
        if (secretFile == null && !client.equals(FIRST))
            throw new UsageException("--secret-file is missing: only the secret of " + FIRST + " has a usual place.");
        String secret = secretFile == null ? usual(terminal) : read("--secret-file", secretFile, terminal);
        if (secret.isEmpty())
            throw new UsageException("--secret-file: holds no secret.");
        return secret;
    }

    /** Of a file, or of standard input for {@code -}. */
    static String read(String option, String file, Terminal terminal) {
        return InputFile.text(option, file.equals("-")
                ? InputFile.standardInput(option, terminal.in())
                : InputFile.read(option, file));
    }

    /** why the file first: where there is one, the setting was not what the client was made with. */
    private String usual(Terminal terminal) {
        String file = terminal.dataFolder().resolve("keys").resolve(FIRST + ".secret").toString();
        return InputFile.exists(file)
                ? read("--secret-file", file, terminal)
                : setting(terminal, "ASSAY_ADMIN_SECRET").orElseGet(() -> read("--secret-file", file, terminal));
    }

    private static Optional<String> setting(Terminal terminal, String name) {
        return Optional.ofNullable(terminal.environment().get(name)).map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
