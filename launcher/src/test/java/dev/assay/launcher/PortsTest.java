package dev.assay.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void refusesABusyPortNamingTheSetting() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            RefusedException refused = assertThrows(RefusedException.class,
                    () -> Ports.check("127.0.0.1", port, "ASSAY_HTTP_PORT"));
            assertEquals("Port " + port + " on 127.0.0.1 is in use by another program: stop that program, or set "
                    + "ASSAY_HTTP_PORT to a free port.", refused.getMessage());
        }
    }

    @Test
    void refusesAnAddressOfAnotherMachine() {
        RefusedException refused = assertThrows(RefusedException.class,
                () -> Ports.check("192.0.2.1", Ports.free(), "ASSAY_HTTP_PORT"));
        assertEquals("ASSAY_BIND is \"192.0.2.1\": set it to an address of this machine such as 127.0.0.1.",
                refused.getMessage());
    }

    @Test
    void letsAFreePortPass() {
        int port = Ports.free();
        Ports.check("127.0.0.1", port, "ASSAY_HTTP_PORT");
        Ports.check("127.0.0.1", port, "ASSAY_HTTP_PORT");
    }
}
