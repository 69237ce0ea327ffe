package dev.assay.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request whose body {@link SlowBody} has collected. */
final class CollectedBody extends HttpServletRequestWrapper {
    private final BodyBound bound;
    private byte[] octets = {};
    private boolean whole;

    CollectedBody(HttpServletRequest request, BodyBound bound) {
        super(request);
        this.bound = bound;
    }

    BodyBound bound() {
        return bound;
    }

    void bring(byte[] collected) {
        octets = collected;
        whole = true;
    }

    /** Of a body that came in pieces, too: nobody has to reckon with the longest one there may be. */
    @Override
    public long getContentLengthLong() {
        return whole ? octets.length : super.getContentLengthLong();
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Octets(new ByteArrayInputStream(octets), octets.length > bound.largest());
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    /** @param cut whether more came than was collected: then there is no end to read */
    private static final class Octets extends ServletInputStream {
        private final ByteArrayInputStream in;
        private final boolean cut;

        Octets(ByteArrayInputStream in, boolean cut) {
            this.in = in;
            this.cut = cut;
        }

        @Override
        public int read() throws IOException {
            return checked(in.read());
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return length == 0 ? 0 : checked(in.read(target, offset, length));
        }

        private int checked(int read) throws IOException {
            if (read < 0 && cut)
                throw new IOException("the body is larger than any this service takes");
            return read;
        }

        @Override
        public int available() {
            return in.available();
        }

        @Override
        public boolean isFinished() {
            return in.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the body is here already");
        }
    }
}
