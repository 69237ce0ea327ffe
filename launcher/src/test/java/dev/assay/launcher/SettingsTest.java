package dev.assay.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void defaultsAreTheDocumentedOnes() {
        Settings settings = read(Map.of("ASSAY_HOME", "/srv/assay"));
        assertEquals(new Settings.Listen("127.0.0.1", 8080, 8443, OptionalInt.empty()), settings.listen());
        assertEquals(Path.of("/srv/assay/data"), settings.data());
        assertEquals(URI.create("https://localhost:8443"), settings.baseUrl());
        assertTrue(settings.database().isEmpty() && settings.tls().file().isEmpty());
    }

    @Test
    void baseUrlFollowsTheHttpsPort() {
        assertEquals(URI.create("https://localhost:9443"), read(Map.of("ASSAY_HTTPS_PORT", "9443")).baseUrl());
    }

    @Test
    void baseUrlLosesItsClosingSlash() {
        assertEquals(URI.create("https://a.example"), read(Map.of("ASSAY_BASE_URL", "https://a.example/")).baseUrl());
    }

    @Test
    void propertyOutranksEnvironment() {
        SettingSource source = new SettingSource(Map.of("assay.http.port", "1234"), Map.of("ASSAY_HTTP_PORT", "99"));
        assertEquals(1234, Settings.read(source, true).listen().httpPort());
    }

    @Test
    void anEmptyValueCountsAsUnset() {
        assertEquals(8080, read(Map.of("ASSAY_HTTP_PORT", " ")).listen().httpPort());
    }

    @ParameterizedTest
    @CsvSource({"ASSAY_HTTP_PORT,eighty", "ASSAY_HTTP_PORT,0", "ASSAY_HTTPS_PORT,65536", "ASSAY_HTTPS_PORT,-1",
            "ASSAY_HTTPS_PORT,8080", "ASSAY_ADMIN_PORT,8443", "ASSAY_ADMIN_PORT,x", "ASSAY_BASE_URL,localhost:8443",
            "ASSAY_BASE_URL,ftp://a.example",
            "ASSAY_BASE_URL,https://a.example?x=1", "ASSAY_BASE_URL,https://a b", "ASSAY_BIND,a b",
            "ASSAY_DATABASE_URL,postgres://db/assay", "ASSAY_DATABASE_URL,jdbc:postgresql://db/assay",
            "ASSAY_TLS_KEYSTORE,server.p12", "ASSAY_DATABASE_PORT,x"})
    void refusesNonsenseNamingTheSetting(String variable, String value) {
        RefusedException refused = assertThrows(RefusedException.class, () -> read(Map.of(variable, value)));
        assertTrue(refused.getMessage().contains(variable), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }

    @Test
    void refusesAnOwnerWithoutPassword() {
        RefusedException refused = assertThrows(RefusedException.class, () -> read(
                Map.of("ASSAY_DATABASE_URL", "jdbc:postgresql://db/assay", "ASSAY_DATABASE_USER", "assay")));
        assertTrue(refused.getMessage().startsWith("ASSAY_DATABASE_PASSWORD is not set"));
    }

    @Test
    void neverPrintsAPassword() {
        Settings settings = read(Map.of("ASSAY_DATABASE_URL", "jdbc:postgresql://db/assay", "ASSAY_DATABASE_USER",
                "assay", "ASSAY_DATABASE_PASSWORD", "s3cret", "ASSAY_TLS_KEYSTORE", "a.p12", "ASSAY_TLS_PASSWORD",
                "s3cret"));
        assertFalse(settings.toString().contains("s3cret"));
    }

    static Settings read(Map<String, String> environment) {
        return Settings.read(new SettingSource(Map.of(), environment), true);
    }
}
