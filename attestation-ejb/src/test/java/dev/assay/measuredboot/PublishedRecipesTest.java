package dev.assay.measuredboot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.corpus.Corpus;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies published for the hosted service, as they are, over documents of genuine logs: names and forms agree. */
class PublishedRecipesTest {
    private static final String WINDOWS = "05-sample-policy-for-tpm-using-policy-version-1-2";
    private static final String SYSTEM_GUARD = "07-attestation-policy-to-validate-system-guard-is-ena";
    private static final String LINUX = "11-attestation-policy-to-validate-boot-related-firmwa";

    @ParameterizedTest
    @CsvSource({"log-option-rom,true,true,true", "win-gcp-shielded-vm-quote,true,false,true",
            "win-latitude-7520,false,true,true", "win-lenovo-yogax1-tpm2,true,true,true",
            "win-r340,true,false,true"})
    void theWindowsPolicyFindsWhatItLooksFor(String log, String secureBoot, String bitlocker, String integrity)
            throws IOException {
        Map<String, String> issued = issued(WINDOWS, "tpm-windows/" + log);
        assertEquals(secureBoot, issued.get("SecureBootEnabled"));
        assertEquals(bitlocker, issued.get("BitlockerStatus"));
        assertEquals(integrity, issued.get("CodeIntegrityEnabled"));
    }

    @Test
    void theSystemGuardPolicyFindsNoMeasuredLaunch() throws IOException {
        assertEquals(Map.of("drtmMleValid", "false"), issued(SYSTEM_GUARD, "tpm-windows/win-latitude-7520"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"log-rhel8-uefi", "log-ubuntu-2404-amd-sevsnp", "log-glinux-alex"})
    void theLinuxPolicyFindsKeysAndBootOrder(String log) throws IOException {
        Map<String, String> issued = issued(LINUX, "tpm/" + log);
        assertEquals(Boolean.toString(log.equals("log-rhel8-uefi")), issued.get("secureBootEnabled"));
        for (String key : List.of("platformKey", "keyExchangeKey", "keyDatabase"))
            assertTrue(issued.get(key).length() > 100, key);
        assertEquals(log.equals("log-glinux-alex") ? "AQACAAMABgAHAA" : "false", issued.get("bootOrder"));
    }

    /** It asks for no register: it relies on what it is shown. */
    @Test
    @Tag("TP-19")
    void theWindowsPolicyFindsNoSecureBootInARelabelledLog() throws IOException {
        EventLog log = QuotedLogs.read("tpm-windows/win-r340/eventlog");
        MeasuredBoot boot = QuotedLogs.boot(log, event -> event.is(EventType.EV_EFI_VARIABLE_DRIVER_CONFIG)
                ? QuotedLogs.relabelled(event, EventType.EV_UNUSED)
                : event);
        assertEquals("false", SamplePolicies.issuedBy(text(WINDOWS), QuotedLogs.incoming(log, boot))
                .get("SecureBootEnabled"));
    }

    private static Map<String, String> issued(String policy, String folder) throws IOException {
        EventLog log = QuotedLogs.read(folder + "/eventlog");
        return SamplePolicies.issuedBy(text(policy), QuotedLogs.incoming(log, QuotedLogs.boot(log)));
    }

    private static String text(String policy) throws IOException {
        return Files.readString(Corpus.orSkip().file("maa", "maa-policies", policy + ".policy.txt"));
    }
}
