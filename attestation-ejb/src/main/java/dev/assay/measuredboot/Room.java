package dev.assay.measuredboot;

import dev.assay.bytes.Bytes;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;

/**
 * What a document may still grow by. Counts before anything is made, each text as if all of it had to be escaped, so
 * that the document's own text is never longer.
 */
final class Room {
    private static final int LONGEST_ESCAPE = 6;
    /** Quotes, colon, comma and brackets, or the longer of {@code true} and {@code false}. */
    private static final int MARKS = 12;

    private long left = BootDocuments.MOST_CHARACTERS;

    String text(String text) {
        take((long) LONGEST_ESCAPE * text.length() + MARKS);
        return text;
    }

    String base64(Bytes octets) {
        take(octets.length() / 3L * 4 + MARKS);
        return octets.toBase64Url();
    }

    String hex(Bytes octets) {
        take(2L * octets.length() + MARKS);
        return octets.toHex();
    }

    /** A member's name and marks, or an element without a name. */
    void member(String name) {
        take(name.length() + MARKS);
    }

    void take(long characters) {
        left -= characters;
        if (left < 0)
            throw new Refusal(Reason.EVIDENCE_MALFORMED,
                    ("logs: what is measured in them makes more than %d characters "
                            + "for policies to read; send the logs of this boot only")
                            .formatted(BootDocuments.MOST_CHARACTERS));
    }
}
