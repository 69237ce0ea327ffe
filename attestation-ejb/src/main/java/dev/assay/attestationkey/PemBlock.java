package dev.assay.attestationkey;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a person brings as a file: one PEM block (RFC 7468) and nothing else, or the DER in it. */
final class PemBlock {
    private static final int SEQUENCE = 0x30;
    private static final int MAX_LENGTH = 512 * 1024;

    private PemBlock() {}

    /** @param label between {@code -----BEGIN} and the hyphens */
    static Bytes der(String field, String label, Bytes pemOrDer) {
        if (pemOrDer.length() == 0 || pemOrDer.length() > MAX_LENGTH)
            throw new MalformedException(field, "is empty or larger than 512 KiB");
        return pemOrDer.at(0) == SEQUENCE ? pemOrDer : decoded(field, label, pemOrDer);
    }

    private static Bytes decoded(String field, String label, Bytes pem) {
        String text = new String(pem.toArray(), StandardCharsets.ISO_8859_1).strip();
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        if (!text.startsWith(begin) || !text.endsWith(end) || text.indexOf(end) != text.length() - end.length())
            throw new MalformedException(field, "is neither DER nor exactly one PEM block \"" + label + "\"");
        try {
            String body = text.substring(begin.length(), text.length() - end.length());
            return Bytes.copyOf(Base64.getDecoder().decode(body.replaceAll("[\\r\\n \\t]", "")));
        } catch (IllegalArgumentException refused) {
            throw new MalformedException(field, "holds a PEM block that is not base64");
        }
    }
}
