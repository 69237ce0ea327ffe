package dev.assay.vendor;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.assay.bytes.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An HTTPS server on loopback that answers what it is told and remembers what it was asked. */
public final class TlsCanary implements AutoCloseable {
    private final HttpsServer server;
    private final Bytes pem;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** @param location of a redirect; may be empty */
    private record Reply(int status, String location, Bytes body) {}

    private TlsCanary(HttpsServer server, Bytes pem) {
        this.server = server;
        this.pem = pem;
    }

    public static TlsCanary start() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair pair = generator.generateKeyPair();
            X509Certificate certificate = selfMade(pair);
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context(pair, certificate)));
            TlsCanary canary = new TlsCanary(server, Bytes.utf8("-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n"));
            server.createContext("/", exchange -> {
                canary.asked.add(exchange.getRequestURI().toString());
                Reply reply = canary.replies.getOrDefault(exchange.getRequestURI().toString(),
                        new Reply(404, "", Bytes.EMPTY));
                if (!reply.location().isEmpty())
                    exchange.getResponseHeaders().add("Location", reply.location());
                exchange.sendResponseHeaders(reply.status(), reply.body().length() == 0 ? -1 : reply.body().length());
                exchange.getResponseBody().write(reply.body().toArray());
                exchange.close();
            });
            server.start();
            return canary;
        } catch (IOException | GeneralSecurityException | OperatorCreationException refused) {
            throw new IllegalStateException(refused);
        }
    }

    public String url() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    /** Allowed to ask this server. */
    public OidcRoute route() {
        return new OidcRoute(Optional.empty(), Optional.of(TlsTrust.besidePublic("ca", pem)), true);
    }

    public List<String> asked() {
        return List.copyOf(asked);
    }

    public void reply(String path, int status, Bytes body) {
        replies.put(path, new Reply(status, "", body));
    }

    void redirect(String path, String location) {
        replies.put(path, new Reply(302, location, Bytes.EMPTY));
    }

    /** Metadata and keys of an issuer below a path. */
    public void issuer(String path, Bytes keys) {
        metadata(path, url() + path, url() + path + "/keys");
        reply(path + "/keys", 200, keys);
    }

    void metadata(String path, String issuer, String keySet) {
        reply(path + "/.well-known/openid-configuration", 200,
                Bytes.utf8("{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keySet + "\"}"));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static X509Certificate selfMade(KeyPair pair)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        X500Name name = new X500Name("CN=canary.test");
        Instant now = Instant.now();
        return new JcaX509CertificateConverter().getCertificate(new JcaX509v3CertificateBuilder(name, BigInteger.ONE,
                Date.from(now.minusSeconds(60)), Date.from(now.plusSeconds(3600)), name, pair.getPublic())
                .addExtension(Extension.subjectAlternativeName, false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    private static SSLContext context(KeyPair pair, X509Certificate certificate)
            throws IOException, GeneralSecurityException {
        char[] password = "test".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", pair.getPrivate(), password, new X509Certificate[]{certificate});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** A port that tells whether anybody connected, whatever they would have said. */
    public static final class Listener implements AutoCloseable {
        private final ServerSocket socket;

        public Listener() throws IOException {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(1);
        }

        public String url() {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/";
        }

        /** A connection waits in the backlog until it is accepted, so none that was made is missed. */
        public boolean connected() throws IOException {
            try (Socket found = socket.accept()) {
                return found.isConnected();
            } catch (java.net.SocketTimeoutException nobody) {
                return false;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
