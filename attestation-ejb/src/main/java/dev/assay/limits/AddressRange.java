package dev.assay.limits;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses that share so many leading bits (RFC 4632 §3.1, RFC 4291 §2.3). */
record AddressRange(InetAddress start, int bits) {
    private static final Pattern V4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern V6 = Pattern.compile("(?=[^:]*:)[0-9A-Fa-f:][0-9A-Fa-f:.]{1,45}");

    /** An address, or an address, a slash and a number of bits. @throws IllegalArgumentException where it is neither */
    static AddressRange parse(String text) {
        String[] parts = text.split("/", 2);
        InetAddress start = literal(parts[0])
                .orElseThrow(() -> new IllegalArgumentException("is no IP address or range as 10.0.0.0/8"));
        int width = start.getAddress().length * 8;
        int bits = parts.length == 1 ? width : number(parts[1], width);
        return new AddressRange(start, bits);
    }

    /** Never a name: nothing is looked up. An IPv4 address mapped into IPv6 is that IPv4 address. */
    static Optional<InetAddress> literal(String text) {
        if (!V4.matcher(text).matches() && !V6.matcher(text).matches())
            return Optional.empty();
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException refused) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        return address.getAddress().length == start.getAddress().length
                && prefix(address, bits).equals(prefix(start, bits));
    }

    /** The address with all but its leading bits cleared, as hexadecimal text. */
    static String prefix(InetAddress address, int bits) {
        byte[] octets = address.getAddress();
        for (int i = 0; i < octets.length; i++) {
            int kept = Math.clamp(bits - 8L * i, 0, 8);
            octets[i] &= (byte) (0xff << (8 - kept));
        }
        return java.util.HexFormat.of().formatHex(octets);
    }

    private static int number(String text, int width) {
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > width)
            throw new IllegalArgumentException("has a number of bits after the slash that is not 0 to " + width);
        return Integer.parseInt(text);
    }
}
