package dev.assay.bench.running;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Connections to one port, as many as are in use at once. */
final class Connections implements AutoCloseable {
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private final int port;

    Connections(int port) {
        this.port = port;
    }

    /** Status of the answer; 0 where none came. */
    int exchange(byte[] request) {
        Connection connection = null;
        try {
            connection = idle.poll();
            if (connection == null)
                connection = new Connection(port);
            int status = connection.exchange(request);
            if (connection.reusable())
                idle.push(connection);
            else
                connection.close();
            return status;
        } catch (IOException failed) {
            quietly(connection);
            return 0;
        }
    }

    private static void quietly(Connection connection) {
        try {
            if (connection != null)
                connection.close();
        } catch (IOException closed) {
            // It is gone either way.
        }
    }

    @Override
    public void close() {
        idle.forEach(Connections::quietly);
        idle.clear();
    }
}
