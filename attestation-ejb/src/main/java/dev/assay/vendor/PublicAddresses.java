package dev.assay.vendor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses are of the public Internet (AU-03): a tenant names issuers, and must reach nothing inside with them. */
final class PublicAddresses {
    private PublicAddresses() {}

    /**
     * why a look-up before the client's own: the JVM keeps what it found for longer than a fetch takes, so both see the
     * same addresses; were they to differ, TLS still asks for the host's own certificate.
     *
     * @throws SourceException where the host is not found, or has an address inside
     */
    static void check(String host) {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(host.replaceAll("[\\[\\]]", ""));
            if (!Arrays.stream(addresses).allMatch(PublicAddresses::contains))
                throw new SourceException("is at an address that is not of the public Internet; the operator can allow "
                        + "such with the setting ASSAY_OIDC_PRIVATE_NETWORKS");
        } catch (UnknownHostException unknown) {
            throw new SourceException("has a host name that is not found", true);
        }
    }

    static boolean contains(InetAddress address) {
        byte[] octets = address.getAddress();
        boolean special = address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
                || address.isSiteLocalAddress() || address.isMulticastAddress();
        return !special && (octets.length == 4 ? publicV4(octets, 0) : publicV6(octets));
    }

    /** RFC 6890, IPv4, beyond what {@link InetAddress} tells. */
    private static boolean publicV4(byte[] octets, int at) {
        int first = octets[at] & 0xff;
        int second = octets[at + 1] & 0xff;
        int third = octets[at + 2] & 0xff;
        return switch (first) {
            case 0, 10, 127 -> false;
            case 100 -> second < 64 || second > 127;
            case 169 -> second != 254;
            case 172 -> second < 16 || second > 31;
            case 192 -> second != 168 && !(second == 0 && (third == 0 || third == 2));
            case 198 -> second != 18 && second != 19 && !(second == 51 && third == 100);
            case 203 -> !(second == 0 && third == 113);
            default -> first < 224;
        };
    }

    /** Global unicast alone (RFC 4291 §2.4), without what carries an IPv4 address inside (6to4, Teredo) and examples. */
    private static boolean publicV6(byte[] octets) {
        int first = (octets[0] & 0xff) << 8 | octets[1] & 0xff;
        int second = (octets[2] & 0xff) << 8 | octets[3] & 0xff;
        if (first == 0x64 && second == 0xff9b)
            return publicV4(octets, 12); // NAT64, RFC 6052
        return first >> 13 == 1 && first != 0x2002 && !(first == 0x2001 && (second == 0 || second == 0xdb8));
    }
}
