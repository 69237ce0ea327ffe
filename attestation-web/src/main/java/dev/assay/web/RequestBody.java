package dev.assay.web;

import dev.assay.bytes.Bytes;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a request's octets. The declared length and the stream are both held against the limit (DO-01), so nothing
 * beyond it is ever buffered; compressed bodies are refused (DO-02).
 *
 * @param contentType header as received
 * @param contentEncoding header as received
 * @param declaredLength of {@code Content-Length}, or −1 where there is none
 */
record RequestBody(Optional<String> contentType, Optional<String> contentEncoding, long declaredLength) {
    static final Kind JSON = new Kind(List.of("application/json"), "a JSON object");
    /** RFC 8555 §9.1. */
    static final Kind CHAIN = new Kind(List.of("application/pem-certificate-chain"), "certificates in PEM");

    /** @param mediaTypes lower case, the usual one first. @param content as a sentence names it */
    record Kind(List<String> mediaTypes, String content) {}

    static RequestBody of(HttpServletRequest http) {
        return new RequestBody(Optional.ofNullable(http.getHeader("Content-Type")),
                Optional.ofNullable(http.getHeader("Content-Encoding")), http.getContentLengthLong());
    }

    Bytes read(InputStream stream, int limit) throws IOException {
        return read(JSON, stream, limit);
    }

    Bytes read(Kind kind, InputStream stream, int limit) throws IOException {
        checkType(kind);
        checkEncoding();
        if (declaredLength > limit)
            throw tooLarge(limit);
        byte[] octets = stream.readNBytes(limit + 1);
        if (octets.length > limit)
            throw tooLarge(limit);
        if (octets.length == 0) {
            throw new RequestRefused(ErrorCode.INVALID_PARAMETER,
                    "The request body is empty. Send " + kind.content() + ".");
        }
        return Bytes.copyOf(octets);
    }

    private void checkType(Kind kind) {
        String[] parts = contentType.orElse("").toLowerCase(Locale.ROOT).split(";");
        if (!kind.mediaTypes().contains(parts[0].strip())) {
            throw new RequestRefused(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The header Content-Type is not %1$s. Set it, as curl does with -H 'Content-Type: %1$s'."
                            .formatted(kind.mediaTypes().getFirst()));
        }
        if (!Arrays.stream(parts).skip(1).map(String::strip).allMatch(RequestBody::isTolerated)) {
            throw new RequestRefused(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The header Content-Type names a charset other than utf-8. Send the body as UTF-8.");
        }
    }

    private static boolean isTolerated(String parameter) {
        if (!parameter.startsWith("charset"))
            return true;
        String charset = parameter.substring("charset".length()).strip().replace("\"", "");
        return Stream.of("=utf-8", "=utf8", "=us-ascii").anyMatch(charset.replace(" ", "")::equals);
    }

    private void checkEncoding() {
        if (!contentEncoding.map(String::strip).filter(encoding -> !encoding.equalsIgnoreCase("identity")).isEmpty()) {
            throw new RequestRefused(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The header Content-Encoding is set. Send the body without compression.");
        }
    }

    private static RequestRefused tooLarge(int limit) {
        return new RequestRefused(ErrorCode.BODY_TOO_LARGE,
                "The request body is larger than the %d bytes this endpoint takes.".formatted(limit));
    }
}
