package dev.assay.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Base64url, RFC 4648 §5: written without padding; read strictly (EV-06). */
public final class Base64Url {
    private Base64Url() {}

    public static String encode(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /** Without padding, white space, the standard alphabet's characters or stray trailing bits. */
    public static Bytes decode(String field, String text) {
        byte[] octets;
        try {
            octets = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException refused) {
            throw new MalformedException(field, explain(text));
        }
        // why: the JDK's decoder accepts padding and non-zero trailing bits, so AB decodes like AA.
        if (!encode(octets).equals(text)) {
            throw new MalformedException(field, explain(text));
        }
        return Bytes.copyOf(octets);
    }

    /** As {@link #decode}, and the exact padding that some clients send is taken off first (maa-api §2.1). */
    public static Bytes decodePadded(String field, String text) {
        int pad = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
        if (pad > 0 && text.length() % 4 != 0) {
            throw new MalformedException(field, "padding does not complete the last group of four characters");
        }
        return decode(field, text.substring(0, text.length() - pad));
    }

    private static String explain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean known = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-'
                    || c == '_';
            if (!known) {
                return "character %d (code %d) is not of the base64url alphabet".formatted(i, (int) c) + hint(text, c);
            }
        }
        return text.length() % 4 == 1
                ? "length is not that of any base64url text"
                : "the last character carries bits that must be zero";
    }

    private static String hint(String text, char c) {
        if (text.startsWith("-----BEGIN"))
            return "; this looks like PEM: send the binary evidence, base64url-encoded";
        if (c == '+' || c == '/')
            return "; this looks like standard base64: use - for +, _ for /, and no padding";
        if (c == '=')
            return "; padding stands only at the end";
        if (Character.isWhitespace(c))
            return "; white space is not allowed";
        return "";
    }
}
