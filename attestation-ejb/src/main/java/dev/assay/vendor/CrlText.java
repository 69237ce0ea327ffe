package dev.assay.vendor;

import dev.assay.bytes.Bytes;
import java.util.Base64;
import java.util.HexFormat;

/** A CRL's DER out of what sources send: DER itself, PEM, or hexadecimal digits as a PCCS does. */
final class CrlText {
    private static final String BEGIN = "-----BEGIN X509 CRL-----";
    private static final String END = "-----END X509 CRL-----";

    private CrlText() {}

    static Bytes der(Bytes body) {
        // A DER SEQUENCE starts with 0x30; hexadecimal text of one starts with the character '3', 0x33.
        if (body.length() > 0 && body.at(0) == 0x30 && !hexadecimal(body))
            return body;
        String text = body.asUtf8().strip();
        try {
            if (text.startsWith(BEGIN) && text.endsWith(END))
                return Bytes.copyOf(Base64.getMimeDecoder().decode(text.substring(BEGIN.length(),
                        text.length() - END.length())));
            return Bytes.copyOf(HexFormat.of().parseHex(text));
        } catch (IllegalArgumentException refused) {
            throw new SourceException("sent something that is no CRL in DER, PEM or hexadecimal");
        }
    }

    private static boolean hexadecimal(Bytes body) {
        for (int i = 0; i < Math.min(body.length(), 16); i++) {
            if (!HexFormat.isHexDigit(body.at(i)))
                return false;
        }
        return true;
    }
}
