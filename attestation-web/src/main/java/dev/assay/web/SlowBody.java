package dev.assay.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Collects a request's body that is not there at once, without a thread (DO-04): whoever sends slowly holds memory for
 * what was sent, and a connection, until the deadline. The request goes on once the body is whole, or longer than any
 * that is taken (DO-01).
 */
final class SlowBody implements ReadListener, AsyncListener {
    private static final int PIECE = 8 << 10;

    private final AsyncContext context;
    private final CollectedBody request;
    private final ServletInputStream in;
    private final BodyBound bound;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final byte[] piece = new byte[PIECE];
    private final AtomicBoolean over = new AtomicBoolean();
    private final BodyMemory memory;

    private SlowBody(AsyncContext context, CollectedBody request, ServletInputStream in) {
        this.bound = request.bound();
        this.memory = new BodyMemory(bound);
        this.context = context;
        this.request = request;
        this.in = in;
    }

    /** Whether the request is seen to from here on; else its body is there. */
    static boolean takes(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletInputStream in = request.getInputStream();
        long declared = request.getContentLengthLong();
        if (declared >= 0 && in.available() >= declared)
            return false;
        CollectedBody collected = new CollectedBody(request, BodyBound.of(request));
        AsyncContext context = request.startAsync(collected, response);
        context.setTimeout(collected.bound().patience(declared));
        SlowBody body = new SlowBody(context, collected, in);
        context.addListener(body);
        in.setReadListener(body);
        return true;
    }

    /** Whether the request has a body that is not refused by its length alone. */
    static boolean comes(HttpServletRequest request) {
        long declared = request.getContentLengthLong();
        return declared > 0 && declared <= BodyBound.of(request).largest()
                || declared < 0 && request.getHeader("Transfer-Encoding") != null;
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!over.get() && held.size() <= bound.largest() && in.isReady() && !in.isFinished()) {
            int read = in.read(piece);
            if (read < 0)
                break;
            if (!memory.take(read)) {
                refuse(503);
                return;
            }
            held.write(piece, 0, read);
        }
        if (held.size() > bound.largest())
            goOn();
    }

    @Override
    public void onAllDataRead() {
        goOn();
    }

    /** Whether it ends here and now. A body that goes on is the request's, of which there are as many as threads. */
    private boolean end() {
        boolean ours = over.compareAndSet(false, true);
        if (ours)
            memory.leave();
        return ours;
    }

    private void goOn() {
        if (end()) {
            request.bring(held.toByteArray());
            context.dispatch();
        }
    }

    /** The client is gone, or did not speak HTTP to the end. */
    @Override
    public void onError(Throwable failed) {
        refuse(400);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        refuse(408);
    }

    private void refuse(int status) {
        if (!end())
            return;
        HttpServletResponse response = (HttpServletResponse) context.getResponse();
        response.setHeader("Connection", "close");
        try {
            Statuses.answer(status).writeTo(response);
        } catch (IOException gone) {
            // Nobody is there to be told.
        }
        context.complete();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
        // why here, too: a piece may have come while another thread ended it.
        memory.leave();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Whoever goes on asynchronously from here is not collecting a body.
    }
}
