package dev.assay.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("AU-03")
class OidcClientTest {
    private static final String METADATA = "/.well-known/openid-configuration";
    private static final Bytes KEYS = Bytes.utf8("{\"keys\":[]}");

    private final TlsCanary server = TlsCanary.start();
    private final OidcClient client = new OidcClient(server.route());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void findsTheKeysBelowTheIssuer() {
        server.issuer("/realms/red", KEYS);
        assertEquals(new OidcClient.Found(server.url() + "/realms/red/keys", KEYS),
                client.fetch(server.url() + "/realms/red", Optional.empty()));
        assertEquals(List.of("/realms/red" + METADATA, "/realms/red/keys"), server.asked());
    }

    @Test
    void takesTheSlashAwayThatEndsAnIssuer() {
        server.metadata("", server.url() + "/", server.url() + "/keys");
        server.reply("/keys", 200, KEYS);
        assertEquals(KEYS, client.fetch(server.url() + "/", Optional.empty()).keys());
    }

    @Test
    @Tag("AU-01")
    void refusesMetadataOfAnotherIssuer() {
        for (String other : List.of(server.url() + "/", server.url().toUpperCase(java.util.Locale.ROOT), "x")) {
            server.metadata("", other, server.url() + "/keys");
            assertTrue(refusal(Optional.empty()).contains("another issuer"), other);
        }
        assertFalse(server.asked().contains("/keys"));
    }

    @Test
    void refusesKeysElsewhereUnlessThatPlaceIsConfigured() throws Exception {
        try (TlsCanary.Listener elsewhere = new TlsCanary.Listener()) {
            String place = elsewhere.url().replace("http:", "https:") + "keys";
            server.metadata("", server.url(), place);
            assertTrue(refusal(Optional.empty()).contains("another host"));
            assertTrue(refusal(Optional.of(server.url() + "/keys")).contains("another jwks_uri"));
            assertFalse(elsewhere.connected());
        }
        server.metadata("", server.url(), server.url() + "/keys");
        server.reply("/keys", 200, KEYS);
        assertEquals(KEYS, client.fetch(server.url(), Optional.of(server.url() + "/keys")).keys());
    }

    @Test
    void neverGoesDownToPlainHttp() throws Exception {
        try (TlsCanary.Listener plain = new TlsCanary.Listener()) {
            server.metadata("", server.url(), plain.url() + "keys");
            assertTrue(refusal(Optional.of(plain.url() + "keys")).contains("not https"));
            assertThrows(SourceException.class, () -> client.fetch(plain.url(), Optional.empty()));
            assertFalse(plain.connected());
        }
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (TlsCanary.Listener inside = new TlsCanary.Listener()) {
            server.redirect(METADATA, inside.url());
            assertTrue(refusal(Optional.empty()).contains("302"));
            assertFalse(inside.connected());
        }
    }

    @Test
    void stopsReadingAtTheLimit() {
        server.reply(METADATA, 200, Bytes.utf8(" ".repeat((64 << 10) + 1)));
        assertTrue(refusal(Optional.empty()).contains("more than 65536"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "<html>", "{\"issuer\":7}", "{\"issuer\":\"a\",\"issuer\":\"a\"}"})
    void refusesWhatIsNoMetadata(String text) {
        server.reply(METADATA, 200, Bytes.utf8(text));
        assertThrows(SourceException.class, () -> client.fetch(server.url(), Optional.empty()));
    }

    @Test
    void asksNobodyInsideUnlessAllowed() {
        server.issuer("", KEYS);
        OidcRoute open = server.route();
        OidcClient outside = new OidcClient(new OidcRoute(Optional.empty(), open.tls(), false));
        for (String url : List.of(server.url(), server.url().replace("localhost", "127.0.0.1"),
                server.url().replace("localhost", "[::1]"), "https://169.254.169.254", "https://10.0.0.1",
                "https://0x7f000001", "https://2130706433"))
            assertThrows(SourceException.class, () -> outside.fetch(url, Optional.empty()), url);
        assertEquals(List.of(), server.asked());
    }

    @Test
    void doesNotTrustACertificateNobodyIssued() {
        server.issuer("", KEYS);
        OidcClient stranger = new OidcClient(new OidcRoute(Optional.empty(), Optional.empty(), true));
        assertThrows(SourceException.class, () -> stranger.fetch(server.url(), Optional.empty()));
        assertEquals(List.of(), server.asked());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1",
            "172.31.255.255", "192.0.0.1", "192.168.1.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
            "::",
            "::1", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::",
            "2001:0:1::", "2001:db8::1", "fec0::1"})
    void knowsAddressesInside(String address) throws Exception {
        assertFalse(PublicAddresses.contains(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "100.128.0.1", "172.32.0.1", "172.15.0.1", "192.0.1.1", "198.20.0.1",
            "2606:4700::1111", "64:ff9b::808:808", "2a00:1450::1"})
    void knowsAddressesOfTheInternet(String address) throws Exception {
        assertTrue(PublicAddresses.contains(InetAddress.getByName(address)));
    }

    private String refusal(Optional<String> keySet) {
        return assertThrows(SourceException.class, () -> client.fetch(server.url(), keySet)).getMessage();
    }
}
