package dev.assay.launcher;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Everything a person can set, checked for form. {@code home} is the installation's root folder; {@code databasePort}
 * 0 means any free port; {@code passThrough} are the properties the server reads itself when they are set.
 */
record Settings(Path home, Path data, Listen listen, URI baseUrl, Optional<ExternalDatabase> database,
        int databasePort, Tls tls, String node, boolean demo) {
    /** @param file of the user's own. @param baseDomain tenants' hosts are under it, and the made certificate too */
    record Tls(Optional<TlsFile> file, Optional<String> baseDomain) {}

    /**
     * Where the server listens: {@code bind} is an address of this machine; {@code adminPort}, where set, is HTTPS for
     * console and management alone.
     */
    record Listen(String bind, int httpPort, int httpsPort, OptionalInt adminPort) {
        /** Where this machine reaches it, as in a URL. */
        String host() {
            String host = bind.matches("0\\.0\\.0\\.0|::|0:0:0:0:0:0:0:0") ? "127.0.0.1" : bind;
            return host.contains(":") ? "[" + host + "]" : host;
        }
    }

    /** A server of the user's own; {@code owner} migrates, the other two are made when missing. */
    record ExternalDatabase(String url, Credentials owner, Optional<Credentials> application,
            Optional<Credentials> audit) {}

    /** A key store of the user's own (PKCS#12). */
    record TlsFile(Path keyStore, String password) {
        @Override
        public String toString() {
            return "TlsFile[" + keyStore + "]";
        }
    }

    static Settings read(SettingSource source, boolean demo) {
        Path home = source.path("assay.home").orElse(Path.of("").toAbsolutePath());
        Listen listen = listen(source);
        URI base = source.url("assay.base.url").orElse(URI.create("https://localhost:" + listen.httpsPort()));
        return new Settings(home, source.path("assay.data").orElse(home.resolve("data")), listen, base,
                database(source), source.port("assay.database.port", 0, 0),
                new Tls(tls(source), source.text("assay.base.domain")),
                source.text("assay.node").orElseGet(Settings::hostName), demo);
    }

    private static Listen listen(SettingSource source) {
        String bind = source.text("assay.bind").orElse("127.0.0.1");
        int http = source.port("assay.http.port", 8080, 1);
        int https = source.port("assay.https.port", 8443, 1);
        if (http == https) {
            throw new RefusedException("ASSAY_HTTP_PORT and ASSAY_HTTPS_PORT are both " + http
                    + ": set them to two different ports.");
        }
        if (!bind.matches("[0-9A-Fa-f:.]+|[A-Za-z0-9.-]+")) {
            throw SettingSource.refused("assay.bind", bind, "set it to an address of this machine such as 127.0.0.1");
        }
        return new Listen(bind, http, https, adminPort(source, Set.of(http, https)));
    }

    private static OptionalInt adminPort(SettingSource source, Set<Integer> taken) {
        int port = source.port("assay.admin.port", 0, 0);
        if (taken.contains(port))
            throw new RefusedException(
                    "ASSAY_ADMIN_PORT is " + port + ", as the HTTP or the HTTPS port: set it to another.");
        return port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    private static Optional<ExternalDatabase> database(SettingSource source) {
        return source.text("assay.database.url").map(url -> {
            if (!url.matches("jdbc:postgresql://[^/]+/[^/?]+(\\?.*)?")) {
                throw SettingSource.refused("assay.database.url", withoutQuery(url),
                        "set it to a JDBC URL such as jdbc:postgresql://db.example.org:5432/assay");
            }
            Credentials owner = credentials(source, "assay.database").orElseThrow(() -> new RefusedException(
                    "ASSAY_DATABASE_URL is set without ASSAY_DATABASE_USER: set it to the user who owns the schema."));
            return new ExternalDatabase(url, owner, credentials(source, "assay.database.app"),
                    credentials(source, "assay.database.audit"));
        });
    }

    /** A URL's query can hold a password. */
    private static String withoutQuery(String url) {
        return url.replaceAll("\\?.*", "?…");
    }

    private static Optional<Credentials> credentials(SettingSource source, String prefix) {
        return source.text(prefix + ".user").map(user -> {
            String property = prefix + ".password";
            String password = source.text(property).orElseThrow(() -> new RefusedException(
                    SettingSource.variable(property) + " is not set: set it to the password of the user " + user
                            + "."));
            return new Credentials(user, password);
        });
    }

    private static Optional<TlsFile> tls(SettingSource source) {
        return source.path("assay.tls.keystore").map(file -> new TlsFile(file, source.text("assay.tls.password")
                .or(() -> source.text("assay.tls.keystore.password"))
                .orElseThrow(() -> new RefusedException(
                        "ASSAY_TLS_KEYSTORE is set without ASSAY_TLS_PASSWORD: set it to the key store's password."))));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
