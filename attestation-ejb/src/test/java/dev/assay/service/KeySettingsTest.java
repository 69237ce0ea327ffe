package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.service.Settings.RefusedSetting;
import dev.assay.signing.CustodyKind;
import dev.assay.signing.KeyTerms;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.signing.RotationRule;
import dev.assay.signing.SigningAlgorithm;
import dev.assay.tenant.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySettingsTest {
    private static final String CONFIG = "assay.pkcs11.config";
    private static final String PIN = "assay.pkcs11.pin";

    @TempDir
    private Path folder;

    private final Map<String, String> values = new HashMap<>();
    private final KeySettings settings = new KeySettings(name -> Optional.ofNullable(values.get(name)));

    @Test
    @Tag("KM-03")
    void rotatesEveryNinetyDaysTwoDaysAheadUnlessItIsSetOtherwise() {
        assertEquals(RotationRule.USUAL, settings.rule());
        values.put("assay.signing.rotation.days", " 30 ");
        values.put("assay.signing.lead.hours", "24");
        assertEquals(new RotationRule(Duration.ofDays(30), Duration.ofDays(1)), settings.rule());
    }

    @ParameterizedTest
    @Tag("JW-10")
    @CsvSource({"90,23", "90,0", "90,-1", "1,24", "3,48", "800,48", "0,48", "ninety,48", "90,2d",
            "9999999999999999,48"})
    void refusesARotationThatRelyingPartiesOrCertificatesCannotFollow(String days, String hours) {
        values.put("assay.signing.rotation.days", days);
        values.put("assay.signing.lead.hours", hours);
        assertTrue(refusal(settings::rule).startsWith("assay.signing."));
    }

    @Test
    void takesATenantsOwnTermsBeforeTheInstallations() throws IOException {
        assertEquals(KeyTerms.USUAL, settings.terms("blue"));
        values.put(CONFIG, module().toString());
        assertEquals(CustodyKind.PKCS11, settings.terms("blue").custody());
        values.put("assay.signing.custody", "software");
        assertEquals(CustodyKind.SOFTWARE, settings.terms("blue").custody());
        values.put("assay.tenant.blue.signing.custody", "pkcs11");
        values.put("assay.tenant.blue.token.algorithm", "ES256");
        assertEquals(new KeyTerms(SigningAlgorithm.ES256, CustodyKind.PKCS11), settings.terms("blue"));
        assertEquals(KeyTerms.USUAL, settings.terms("red"));
    }

    @Test
    void takesTheStoredAlgorithmWhereConfigurationNamesNone() {
        Tenant stored = KeyNode.tenant(new UUID(0, 1), "blue");
        assertEquals(SigningAlgorithm.RS256, settings.terms(stored).algorithm());
        values.put("assay.tenant.blue.token.algorithm", "PS256");
        assertEquals(SigningAlgorithm.PS256, settings.terms(stored).algorithm());
    }

    @ParameterizedTest
    @CsvSource({"assay.tenant.blue.token.algorithm,HS256", "assay.tenant.blue.token.algorithm,none",
            "assay.tenant.blue.signing.custody,vault", "assay.signing.custody,hsm"})
    void refusesATermItDoesNotKnowByTheSettingsName(String setting, String value) {
        values.put(setting, value);
        assertTrue(refusal(() -> settings.terms("blue")).startsWith(setting + ": "));
    }

    @Test
    @Tag("KM-07")
    void refusesCustodyInATokenThatIsNotConfiguredRatherThanAnother() {
        for (String setting : new String[]{"assay.signing.custody", "assay.tenant.blue.signing.custody"}) {
            values.clear();
            values.put(setting, "pkcs11");
            assertEquals(setting + ": is pkcs11, and assay.pkcs11.config is not set",
                    refusal(() -> settings.terms("blue")));
        }
    }

    @Test
    void refusesAConfigurationFileThatIsNotThere() {
        values.put(CONFIG, folder.resolve("absent.cfg").toString());
        assertTrue(refusal(settings::pkcs11).startsWith("assay.pkcs11.config: the file "));
        values.clear();
        assertTrue(settings.pkcs11().isEmpty());
    }

    @Test
    @Tag("KM-05")
    void takesThePinFromAFileThatItsOwnerAloneReads() throws IOException {
        values.put(CONFIG, module().toString());
        assertEquals("assay.pkcs11.pin.file: is not set, nor is assay.pkcs11.pin", refusal(settings::pkcs11));
        Path pin = Files.writeString(folder.resolve("pin"), "2718\n");
        values.put(PIN + ".file", pin.toString());
        Files.setPosixFilePermissions(pin, PosixFilePermissions.fromString("rw-r--r--"));
        assertTrue(refusal(settings::pkcs11).contains("chmod 600"));
        Files.setPosixFilePermissions(pin, PosixFilePermissions.fromString("rw-------"));
        assertTrue(settings.pkcs11().isPresent());
        Files.delete(pin);
        assertTrue(refusal(settings::pkcs11).startsWith("assay.pkcs11.pin.file: "));
    }

    /** A token that is out at the start is no reason not to start, and none to sign by other means. */
    @Test
    @Tag("KM-07")
    void asksTheTokenForNothingBeforeAKeyIsWanted() throws IOException {
        values.put(CONFIG, module().toString());
        values.put(PIN, "2718");
        var custody = settings.pkcs11().orElseThrow();
        assertThrows(KeyUnavailableException.class,
                () -> custody.make(KeyNode.owner(new UUID(0, 1)), Instant.parse("2026-11-24T10:00:00Z")));
    }

    private Path module() throws IOException {
        return Files.writeString(folder.resolve("pkcs11.cfg"),
                "name = none\nlibrary = " + folder.resolve("libnone.so") + "\n");
    }

    private static String refusal(Executable read) {
        return assertThrows(RefusedSetting.class, read).getMessage();
    }
}
