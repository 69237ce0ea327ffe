package dev.assay.launcher.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client without manners: sends exactly these octets over TLS, and keeps sending while the answer is there already. */
record RawClient(Place place) {
    private static final int PATIENCE_MILLIS = 30_000;

    /** Sends a request's head, then its body, and returns what came back until the server closed. */
    String exchange(String head, byte[] body) {
        try (Socket socket = open()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            Thread.ofVirtual().start(() -> send(socket, head, body));
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket open() throws IOException {
        return Authority.read(place.data().resolve("tls").resolve("ca.pem")).context().getSocketFactory()
                .createSocket("localhost", place.httpsPort());
    }

    private static void send(Socket socket, String head, byte[] body) {
        try {
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
        } catch (IOException answeredAndClosed) {
            // The server need not read what it refuses.
        }
    }

    /** A server that closes with octets of ours unread resets the connection; what it said before counts. */
    private static String read(InputStream in) {
        StringBuilder seen = new StringBuilder();
        try {
            for (int octet = in.read(); octet >= 0; octet = in.read())
                seen.append((char) octet);
        } catch (IOException reset) {
            return seen.toString();
        }
        return seen.toString();
    }
}
