package dev.assay.cli;

import dev.assay.bytes.MalformedException;
import dev.assay.cli.relying.IssuerUrl;
import dev.assay.cli.relying.UnreachableException;
import dev.assay.cli.relying.Web;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Gets an access token for a client with its secret, and prints it: to be put behind {@code Authorization: Bearer}. */
@Command(name = "token", sortOptions = false, description = {"Get an access token for the management plane.",
        "Prints it. Exit code 0 given, 1 refused, 3 no answer, 64 wrong usage."})
final class TokenCommand implements Callable<Integer> {
    private static final String FIRST = "platform-admin";

    private final Terminal terminal;

    @Option(names = "--client", paramLabel = "ID", description = "Whose token: a client's id. Default: platform-admin.")
    String client = FIRST;

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

    TokenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        URI endpoint = endpoint();
        String form = "grant_type=client_credentials&client_id=" + encoded(client) + "&client_secret="
                + encoded(secret());
        try (Web web = new Web(ServerTrust.of(terminal, ca))) {
            return told(endpoint, web.postForm(endpoint, form));
        } catch (UnreachableException silent) {
            terminal.err().println("No token: " + silent.getMessage());
            return ExitCode.COULD_NOT_TELL;
        }
    }

    private int told(URI endpoint, Web.Answer answer) {
        Optional<JsonObject> body = object(answer);
        Optional<String> token = answer.status() == 200
                ? body.flatMap(it -> text(it, "access_token"))
                : Optional.empty();
        if (token.isPresent()) {
            terminal.out().println(token.get());
            return ExitCode.OK;
        }
        terminal.err().println("No token: " + body.flatMap(it -> text(it, "error_description"))
                .orElseGet(() -> endpoint + " answered " + answer.status() + " and is no token endpoint of Assay."));
        return answer.status() == 429 || answer.status() >= 500 ? ExitCode.COULD_NOT_TELL : ExitCode.REFUSED;
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

    /** why the same rule as for issuers: a secret goes to nobody who can be listened to on the way. */
    private URI endpoint() {
        String base = url != null ? url : setting("ASSAY_BASE_URL").orElse("https://localhost:8443");
        try {
            return URI.create(IssuerUrl.parse(base).text() + "/oauth2/token");
        } catch (IllegalArgumentException refused) {
            throw new UsageException((url == null ? "ASSAY_BASE_URL " : "--url ") + refused.getMessage() + ".");
        }
    }

    private String secret() {
        if (secretFile == null && !client.equals(FIRST))
            throw new UsageException("--secret-file is missing: only the secret of " + FIRST + " has a usual place.");
        String secret = secretFile == null ? usual() : read(secretFile);
        if (secret.isEmpty())
            throw new UsageException("--secret-file: holds no secret.");
        return secret;
    }

    private String read(String file) {
        return InputFile.text("--secret-file", file.equals("-")
                ? InputFile.standardInput("--secret-file", terminal.in())
                : InputFile.read("--secret-file", file));
    }

    /** why the file first: where there is one, the setting was not what the client was made with. */
    private String usual() {
        String file = terminal.dataFolder().resolve("keys").resolve(FIRST + ".secret").toString();
        return InputFile.exists(file) ? read(file) : setting("ASSAY_ADMIN_SECRET").orElseGet(() -> read(file));
    }

    private Optional<String> setting(String name) {
        return Optional.ofNullable(terminal.environment().get(name)).map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
