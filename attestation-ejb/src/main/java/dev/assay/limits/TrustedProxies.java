package dev.assay.limits;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The proxies whose {@code X-Forwarded-For} is believed; none by default. */
public final class TrustedProxies {
    private static final int V6_SITE = 64;

    private final List<AddressRange> ranges;

    private TrustedProxies(List<AddressRange> ranges) {
        this.ranges = ranges;
    }

    /** @param text addresses and ranges, separated by commas. @throws IllegalArgumentException saying what is wrong */
    public static TrustedProxies parse(String text) {
        return new TrustedProxies(Arrays.stream(text.split(",")).map(String::strip).filter(range -> !range.isEmpty())
                .map(AddressRange::parse).toList());
    }

    /**
     * The nearest address that is no trusted proxy: the peer, or where it is one, the header's entries from the right.
     *
     * @param forwardedFor the header's values as received, in order
     */
    public String client(String peer, List<String> forwardedFor) {
        String client = peer;
        List<String> hops = forwardedFor.stream().flatMap(line -> Arrays.stream(line.split(","))).map(String::strip)
                .toList();
        for (int i = hops.size() - 1; i >= 0 && trusts(client); i--) {
            Optional<InetAddress> hop = AddressRange.literal(hops.get(i));
            // why: an entry that is no address was not written by a proxy of ours.
            if (hop.isEmpty())
                return client;
            client = hop.get().getHostAddress();
        }
        return client;
    }

    /** What counts as one source: an IPv4 address, or the /64 an IPv6 address is in (RFC 4291 §2.5.4). */
    public static String source(String address) {
        return AddressRange.literal(address)
                .map(found -> AddressRange.prefix(found, found.getAddress().length == 4 ? 32 : V6_SITE))
                .orElse(address);
    }

    private boolean trusts(String address) {
        return AddressRange.literal(address).filter(found -> ranges.stream().anyMatch(range -> range.contains(found)))
                .isPresent();
    }
}
