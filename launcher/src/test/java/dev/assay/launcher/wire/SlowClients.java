package dev.assay.launcher.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections that send the beginning of something and then an octet now and then; each is held until closed. */
final class SlowClients implements AutoCloseable {
    private final List<Socket> sockets = new ArrayList<>();

    /** So many to the plain listener, each with {@code beginning} sent. */
    static SlowClients plain(Place place, int number, String beginning) {
        return open(place.httpPort(), number, beginning);
    }

    /** So many to the listener for TLS; what they send is no handshake. */
    static SlowClients tls(Place place, int number, String beginning) {
        return open(place.httpsPort(), number, beginning);
    }

    private static SlowClients open(int port, int number, String beginning) {
        SlowClients clients = new SlowClients();
        try {
            for (int i = 0; i < number; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                clients.sockets.add(socket);
                clients.send(socket, beginning);
            }
        } catch (IOException e) {
            clients.close();
            throw new UncheckedIOException(e);
        }
        return clients;
    }

    private void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** One more octet from each. @return how many the server still takes it from */
    int drip() {
        int held = 0;
        for (Socket socket : sockets) {
            try {
                send(socket, " ");
                held++;
            } catch (IOException closed) {
                // The server has had enough of this one.
            }
        }
        return held;
    }

    /** The beginning of what the first of them is answered. */
    String answer(int octets) {
        try {
            sockets.getFirst().setSoTimeout(90_000);
            return new String(sockets.getFirst().getInputStream().readNBytes(octets), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException gone) {
                // It is closed either way.
            }
        }
    }
}
