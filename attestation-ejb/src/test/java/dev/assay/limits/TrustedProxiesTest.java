package dev.assay.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("AU-07")
class TrustedProxiesTest {
    @Test
    void ignoresTheHeaderWhereNoProxyIsConfigured() {
        assertEquals("203.0.113.9", TrustedProxies.parse("").client("203.0.113.9", List.of("198.51.100.1")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { //
            "203.0.113.9 | 198.51.100.1               | 203.0.113.9", // not a proxy: its header is its own invention
            "10.1.2.3    | 198.51.100.1               | 198.51.100.1", //
            "10.1.2.3    | 6.6.6.6, 198.51.100.1      | 198.51.100.1", // what the client wrote itself comes first
            "10.1.2.3    | 198.51.100.1, 10.9.9.9     | 198.51.100.1", // two proxies
            "10.1.2.3    | 10.9.9.9                   | 10.9.9.9", //
            "10.1.2.3    | 198.51.100.1, unknown      | 10.1.2.3", //
            "10.1.2.3    | localhost                  | 10.1.2.3", //
            "10.1.2.3    | ::ffff:198.51.100.1        | 198.51.100.1", //
            "2001:db8::1 | 2001:db8:0:1::7            | 2001:db8:0:1:0:0:0:7"})
    void takesTheNearestAddressThatIsNoProxy(String peer, String header, String client) {
        assertEquals(client, TrustedProxies.parse("10.0.0.0/8, 2001:db8::/64").client(peer, List.of(header)));
    }

    @Test
    void readsSeveralHeadersAsOne() {
        assertEquals("198.51.100.1", TrustedProxies.parse("10.0.0.0/8").client("10.1.2.3",
                Arrays.asList("6.6.6.6", "198.51.100.1, 10.2.2.2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.org", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "1.2.3.4.5", "10.0.0.0/x",
            ".:", "beef", "256.0.0.1"})
    void refusesWhatIsNoRange(String text) {
        assertThrows(IllegalArgumentException.class, () -> TrustedProxies.parse(text));
    }

    @Test
    void countsAnIpv6SiteAsOneSource() {
        assertEquals(TrustedProxies.source("2001:db8::1"), TrustedProxies.source("2001:db8::ffff:1"));
        assertNotEquals(TrustedProxies.source("2001:db8::1"), TrustedProxies.source("2001:db8:0:1::1"));
        assertNotEquals(TrustedProxies.source("198.51.100.1"), TrustedProxies.source("198.51.100.2"));
        assertEquals(TrustedProxies.source("198.51.100.1"), TrustedProxies.source("::ffff:198.51.100.1"));
    }
}
