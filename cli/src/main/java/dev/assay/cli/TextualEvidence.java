package dev.assay.cli;

import dev.assay.bytes.Bytes;
import java.util.Optional;
import java.util.regex.Pattern;

/** Evidence is taken as the octets it is; where it looks like text somebody forgot to decode, this says so. */
final class TextualEvidence {
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2}\\s*)+");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_=\\s-]+");

    private TextualEvidence() {}

    static Optional<String> hint(Bytes evidence) {
        if (evidence.length() == 0)
            return Optional.of("The evidence is empty.");
        // why: the head is enough to tell text from a quote, whose second octet is zero.
        String head = evidence.slice(0, Math.min(evidence.length() & ~1, 512)).asUtf8();
        if (head.startsWith("-----BEGIN"))
            return Optional.of("The evidence looks like PEM; give the binary quote or report.");
        if (HEX.matcher(head).matches())
            return Optional.of("The evidence looks like hexadecimal text; decode it first: binary is expected.");
        if (BASE64.matcher(head).matches())
            return Optional.of("The evidence looks like base64 text; decode it first: binary is expected.");
        return Optional.empty();
    }
}
