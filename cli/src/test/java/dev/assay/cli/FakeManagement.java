package dev.assay.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.assay.bytes.Bytes;
import dev.assay.cli.relying.TestIssuer;
import dev.assay.token.PolicyUpload;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The management plane's routes of the policies of the tenant blue, over HTTPS, as docs/management.md has them. */
final class FakeManagement implements AutoCloseable {
    static final String DEFAULT = "version= 1.0;authorizationrules{=> permit();};issuancerules{};";
    private static final String BASE = "/management/v1/tenants/blue/policies";

    /** Calls that would change something, as {@code METHOD path?query}. */
    final List<String> changes = new CopyOnWriteArrayList<>();
    final List<String> notes = new CopyOnWriteArrayList<>();
    final List<String> bodies = new CopyOnWriteArrayList<>();
    /** What happens elsewhere between a look at a policy and its change. */
    Runnable meanwhile = () -> {};
    boolean fourEyes;
    String down = "";
    final X509Certificate certificate;
    private final Map<String, Policy> policies = new HashMap<>();
    private final HttpsServer server;

    /** Its versions' documents from 1, which is in force, and how often that changed. */
    private static final class Policy {
        private final List<String> versions = new ArrayList<>();
        private int active;
        private int changes;
    }

    FakeManagement() throws Exception {
        KeyPair keys = TestIssuer.rsa();
        certificate = TestIssuer.selfSigned(keys);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("tls", keys.getPrivate(), new char[0], new Certificate[]{certificate});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", this::answer);
        server.start();
        policies.put("SgxEnclave", new Policy());
        policies.put("OpenEnclave", new Policy());
    }

    String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    /** As someone else does it. */
    synchronized void store(String type, String text) {
        Policy policy = policies.computeIfAbsent(type, unknown -> new Policy());
        policy.versions.add(PolicyUpload.read("policy", Bytes.utf8(text)).document());
        policy.active = policy.versions.size();
        policy.changes++;
    }

    synchronized String inForce(String type) {
        Policy policy = policies.get(type);
        return policy.active == 0 ? DEFAULT : text(policy.versions.get(policy.active - 1));
    }

    private static String text(String document) {
        return PolicyUpload.read("policy", Bytes.utf8(document)).policy().text();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/oauth2/token"))
            send(exchange, 200, Json.createObjectBuilder().add("access_token", "of-" + body.replaceAll(
                    ".*client_id=([^&]*).*", "$1")).build());
        else if (!path.startsWith(BASE))
            problem(exchange, 404, "tenant-not-found", "There is no such tenant.");
        else if (!List.of("Bearer of-blue.robot", "Bearer given").contains(exchange.getRequestHeaders().getFirst(
                "Authorization")))
            problem(exchange, 403, "role-missing", "The caller has not the role policy-administrator.");
        else
            managed(exchange, path.substring(BASE.length()), body);
    }

    private synchronized void managed(HttpExchange exchange, String path, String body) throws IOException {
        String type = path.replaceAll("^/([^/]*).*", "$1");
        Policy policy = policies.get(type);
        if (!down.isEmpty() && path.contains(down))
            problem(exchange, 503, "store-unavailable", "The service cannot read its database now.");
        else if (path.isEmpty())
            send(exchange, 200, list());
        else if (exchange.getRequestMethod().equals("GET"))
            show(exchange, type, policy);
        else
            change(exchange, path, policy, body);
    }

    private JsonObject list() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        policies.keySet().stream().sorted()
                .forEach(type -> all.add(Json.createObjectBuilder().add("attestationType", type)));
        return Json.createObjectBuilder().add("policies", all).build();
    }

    private void show(HttpExchange exchange, String type, Policy policy) throws IOException {
        String document = PolicyUpload.read("policy", Bytes.utf8(
                policy.active == 0 ? DEFAULT : policy.versions.get(policy.active - 1))).document();
        exchange.getResponseHeaders().set("ETag", tag(policy));
        send(exchange, 200, Json.createObjectBuilder().add("attestationType", type).add("version", policy.active)
                .add("source", policy.active == 0 ? "default" : "stored").add("text", text(document))
                .add("document", document).add("signed", !document.endsWith(".")).build());
    }

    private void change(HttpExchange exchange, String path, Policy policy, String body) throws IOException {
        String type = path.replaceAll("^/([^/]*).*", "$1");
        changes.add(exchange.getRequestMethod() + " " + path);
        bodies.add(body);
        String query = exchange.getRequestURI().getRawQuery();
        notes.add(query == null ? "" : URLDecoder.decode(query.replace("note=", ""), StandardCharsets.UTF_8));
        meanwhile.run();
        if (!tag(policy).equals(exchange.getRequestHeaders().getFirst("If-Match")))
            problem(exchange, 412, "changed-meanwhile", "The policy was changed meanwhile.");
        else if (path.contains("/versions/") && Integer.parseInt(path.replaceAll("\\D", "")) > policy.versions.size())
            problem(exchange, 404, "version-not-found", "There is no such version.");
        else if (fourEyes)
            send(exchange, 202, Json.createObjectBuilder().add("code", "approval-pending").add("proposal",
                    Json.createObjectBuilder().add("id", "4a7c")).build());
        else {
            if (path.contains("/versions/"))
                activate(policy, Integer.parseInt(path.replaceAll("\\D", "")));
            else
                store(type, body);
            show(exchange, type, policy);
        }
    }

    private static void activate(Policy policy, int version) {
        policy.active = version;
        policy.changes++;
    }

    private static String tag(Policy policy) {
        return "\"" + policy.changes + "\"";
    }

    private static void problem(HttpExchange exchange, int status, String code, String detail) throws IOException {
        send(exchange, status, Json.createObjectBuilder().add("code", code).add("detail", detail).build());
    }

    private static void send(HttpExchange exchange, int status, JsonObject json) throws IOException {
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
