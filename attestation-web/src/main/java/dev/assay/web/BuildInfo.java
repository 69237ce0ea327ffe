package dev.assay.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What this archive was built as. */
final class BuildInfo {
    private static final String VERSION = read();

    private BuildInfo() {}

    static String version() {
        return VERSION;
    }

    private static String read() {
        try (InputStream text = BuildInfo.class.getResourceAsStream("version.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
