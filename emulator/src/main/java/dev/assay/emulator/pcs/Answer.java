package dev.assay.emulator.pcs;

import dev.assay.emulator.bytes.Octets;
import java.util.Map;

/** An answer of the service: status, headers, content. */
record Answer(int status, Map<String, String> headers, Octets content) {
    private static final String CONTENT_TYPE = "Content-Type";

    static Answer of(String contentType, Octets content) {
        return new Answer(200, Map.of(CONTENT_TYPE, contentType), content);
    }

    /** @param chain already encoded for a header */
    static Answer of(String contentType, Octets content, String chainHeader, String chain) {
        return new Answer(200, Map.of(CONTENT_TYPE, contentType, chainHeader, chain), content);
    }

    /** Like Intel's: a refusal has no content. */
    static Answer refused(int status) {
        return new Answer(status, Map.of(), Octets.zero(0));
    }
}
