package dev.assay.eventlog;

import dev.assay.bytes.Bytes;
import java.nio.charset.StandardCharsets;

/** Text as UEFI and Windows write it; hostile until shown escaped. */
final class Utf16 {
    private Utf16() {}

    /** To the first NUL; halves of pairs become the replacement character. */
    static String decode(Bytes octets) {
        String text = new String(octets.toArray(), StandardCharsets.UTF_16LE);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
