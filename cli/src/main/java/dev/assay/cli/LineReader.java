package dev.assay.cli;

import dev.assay.bytes.Bytes;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines of octets from a stream; one that is too long is read past without being kept. */
final class LineReader {
    /** why: evidence of 1 MiB, held data and a policy of 1 MiB each in base64, and room. */
    static final int MAX_OCTETS = 8 << 20;

    private final InputStream in;

    LineReader(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** @param tooLong the octets are not kept then */
    record Line(Bytes octets, boolean tooLong) {
        boolean blank() {
            return !tooLong && octets.asUtf8().isBlank();
        }
    }

    /** Empty at the end of the stream. */
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(4096);
        long length = 0;
        int octet;
        while ((octet = in.read()) >= 0 && octet != '\n') {
            if (length++ < MAX_OCTETS)
                kept.write(octet);
        }
        if (octet < 0 && length == 0)
            return Optional.empty();
        boolean tooLong = length > MAX_OCTETS;
        return Optional.of(new Line(tooLong ? Bytes.EMPTY : Bytes.copyOf(kept.toByteArray()), tooLong));
    }
}
