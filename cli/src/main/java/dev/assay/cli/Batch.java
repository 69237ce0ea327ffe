package dev.assay.cli;

import dev.assay.appraisal.Appraiser;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Requests in, answers out, line by line and in order, appraised side by side. An answer leaves as soon as those before it
 * have, so a program may wait for one before it sends the next.
 */
final class Batch {
    /** why: bounds what is read ahead of the slowest answer. */
    private static final int WINDOW = 64;
    private static final Future<JsonObject> END = CompletableFuture.completedFuture(JsonObject.EMPTY_JSON_OBJECT);

    private final Appraiser appraiser;
    private final Terminal terminal;
    private final BlockingQueue<Future<JsonObject>> answers = new ArrayBlockingQueue<>(WINDOW);

    Batch(Appraiser appraiser, Terminal terminal) {
        this.appraiser = appraiser;
        this.terminal = terminal;
    }

    /** @return 0 where every line was answered, if only with an error */
    int run() {
        try (ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
                ExecutorService writer = Executors.newSingleThreadExecutor()) {
            Future<Boolean> written = writer.submit(this::write);
            boolean readAll = read(workers);
            answers.put(END);
            return written.get() && readAll ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ExitCode.SOFTWARE;
        } catch (ExecutionException failed) {
            throw new IllegalStateException("answers could not be written", failed.getCause());
        }
    }

    private boolean read(ExecutorService workers) throws InterruptedException {
        LineReader lines = new LineReader(terminal.in());
        try {
            for (Optional<LineReader.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                LineReader.Line request = line.get();
                if (!request.blank())
                    answers.put(workers.submit(() -> answer(request)));
            }
            return true;
        } catch (IOException refused) {
            terminal.err().println("assay: standard input could not be read to its end.");
            return false;
        }
    }

    private JsonObject answer(LineReader.Line request) {
        if (request.tooLong())
            return BatchLine.error(JsonValue.NULL, "The line is longer than 8 MiB.", List.of());
        return BatchLine.answer(appraiser, request.octets());
    }

    private boolean write() throws InterruptedException {
        PrintStream out = terminal.out();
        for (Future<JsonObject> next = answers.take(); next != END; next = answers.take()) {
            out.println(Json.line(finished(next)));
            out.flush();
        }
        return !out.checkError();
    }

    /** why: one line's fault of ours must not cost the others their answers, nor leave the reader waiting. */
    private static JsonObject finished(Future<JsonObject> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException fault) {
            return BatchLine.fault(JsonValue.NULL, fault.getCause());
        }
    }
}
