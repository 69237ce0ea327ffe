package dev.assay.pki;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A text of PEM certificates (RFC 7468) and nothing else: at most eight, each at most 16 KiB (PK-04). */
public final class PemCertificates {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    private static final int MAX_CERTIFICATES = 8;
    private static final int MAX_TEXT = MAX_CERTIFICATES * 2 * Certificate.MAX_LENGTH;

    private PemCertificates() {}

    /** In the order of the text. White space may stand between and after them. */
    public static List<Certificate> read(String field, Bytes pem) {
        if (pem.length() > MAX_TEXT)
            throw new MalformedException(field, "is larger than 256 KiB");
        String text = new String(pem.toArray(), StandardCharsets.ISO_8859_1).strip();
        List<Certificate> certificates = new ArrayList<>();
        while (!text.isEmpty()) {
            if (certificates.size() == MAX_CERTIFICATES) {
                throw new MalformedException(field, "holds more than eight certificates");
            }
            int end = text.indexOf(END);
            if (!text.startsWith(BEGIN) || end < 0)
                throw new MalformedException(field, "is not PEM certificates only");
            certificates.add(Certificate.read(field, decode(field, text.substring(BEGIN.length(), end))));
            text = text.substring(end + END.length()).strip();
        }
        return certificates;
    }

    private static Bytes decode(String field, String body) {
        try {
            return Bytes.copyOf(Base64.getDecoder().decode(body.replaceAll("[\\r\\n]", "")));
        } catch (IllegalArgumentException refused) {
            throw new MalformedException(field, "holds a certificate that is not base64");
        }
    }
}
