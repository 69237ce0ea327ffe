package dev.assay.cli.tpm;

import dev.assay.bytes.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The programs of tpm2-tools, run one after the other.
 *
 * @param work a folder of this process alone: their working folder, so that file names are relative
 * @param tcti how they reach the TPM, as {@code device:/dev/tpmrm0}; empty: as they are set up
 */
public record Tools(Path work, Optional<String> tcti) {
    /** A slow TPM takes a minute for an RSA key. */
    private static final int MINUTES = 5;

    /**
     * What it printed to standard output.
     *
     * @throws TpmException where it fails or is not there
     */
    String run(String tool, String... arguments) {
        List<String> command = new ArrayList<>(List.of(tool));
        command.addAll(List.of(arguments));
        Path out = file("printed");
        Path err = file("errors");
        int code = run(new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()));
        if (code != 0)
            throw new TpmException(ToolFailure.sentence(tool, text(err)));
        return text(out);
    }

    Path file(String name) {
        return work.resolve(name);
    }

    Bytes read(String name) {
        try {
            return Bytes.copyOf(Files.readAllBytes(file(name)));
        } catch (IOException refused) {
            throw new TpmException("A file that tpm2-tools should have written is not there; check that the folder "
                    + "for temporary files has room.");
        }
    }

    void write(String name, Bytes octets) {
        try {
            Files.write(file(name), octets.toArray());
        } catch (IOException refused) {
            throw new TpmException("The folder for temporary files cannot be written; check its room.");
        }
    }

    private int run(ProcessBuilder builder) {
        builder.directory(work.toFile());
        builder.environment().put("LC_ALL", "C");
        tcti.ifPresent(how -> builder.environment().put("TPM2TOOLS_TCTI", how));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return ended(process);
        } catch (IOException absent) {
            throw new TpmException(builder.command().getFirst() + " cannot be run: install the package tpm2-tools "
                    + "(apt-get install tpm2-tools, dnf install tpm2-tools), version 5 or later.");
        }
    }

    private static int ended(Process process) {
        try {
            if (process.waitFor(MINUTES, TimeUnit.MINUTES))
                return process.exitValue();
            throw new TpmException("The TPM does not answer: a command was stopped after " + MINUTES + " minutes.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new TpmException("Stopped while waiting for the TPM.");
        } finally {
            process.destroy();
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException refused) {
            return "";
        }
    }
}
