package dev.assay.launcher.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The processes of one service: the server's JVM, its children, and the database server in its own session. */
record Family(ProcessHandle server, Optional<ProcessHandle> postmaster) {
    static Family of(ProcessHandle server, Path data) {
        return new Family(server, postmasterPid(data.resolve("postgres").resolve("postmaster.pid"))
                .flatMap(ProcessHandle::of));
    }

    private static Optional<Long> postmasterPid(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().map(String::strip).map(Long::valueOf);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<ProcessHandle> members() {
        Set<ProcessHandle> all = new HashSet<>();
        Stream.concat(Stream.of(server), postmaster.stream())
                .forEach(head -> Stream.concat(Stream.of(head), head.descendants()).forEach(all::add));
        return all;
    }

    /** SIGKILL to the database server's first process; its others notice and end. */
    void killPostmaster() {
        postmaster.orElseThrow().destroyForcibly();
    }

    /** Those still running; a zombie, which has no program any more, is not. */
    static List<ProcessHandle> alive(Set<ProcessHandle> processes) {
        return processes.stream().filter(process -> process.isAlive() && process.info().command().isPresent())
                .toList();
    }
}
