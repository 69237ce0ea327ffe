package dev.assay.launcher;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;

/** The emulated platform's anchor and its collateral source on loopback. */
record Demo(Path rootFile, URI pcsUrl, URI rootCrlUrl, Closeable source) implements Closeable {

    static Demo start(DataFolder data, Instant now) {
        throw new RefusedException("pending");
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
