package dev.assay.launcher;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Looks at ports before anything starts. */
final class Ports {
    private Ports() {}

    /** Refuses when the port cannot be opened on that address, naming {@code setting}. */
    static void check(String bind, int port, String setting) {
        InetAddress address = address(bind);
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (BindException e) {
            throw refused(bind, port, setting, e);
        } catch (IOException e) {
            throw new RefusedException("Port " + port + " on " + bind + " cannot be opened: set " + setting
                    + " to another port.", e);
        }
    }

    private static InetAddress address(String bind) {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw SettingSource.refused("assay.bind", bind, "set it to an address of this machine such as 127.0.0.1");
        }
    }

    private static RefusedException refused(String bind, int port, String setting, BindException e) {
        String said = String.valueOf(e.getMessage());
        if (said.contains("assign")) {
            return SettingSource.refused("assay.bind", bind, "set it to an address of this machine such as 127.0.0.1");
        }
        return new RefusedException(said.contains("ermission")
                ? "Port " + port + " is kept for the administrator: set " + setting + " to a port above 1023."
                : "Port " + port + " on " + bind + " is in use by another program: stop that program, or set "
                        + setting + " to a free port.",
                e);
    }

    /** A port on loopback that was free a moment ago. */
    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new RefusedException("No port on 127.0.0.1 can be opened: set ASSAY_DATABASE_PORT to a free port.",
                    e);
        }
    }
}
