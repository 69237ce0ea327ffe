package dev.assay.bench;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimSet;
import dev.assay.claims.ClaimValue;
import dev.assay.claims.Issuer;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.HexFormat;
import java.util.Random;

/** The claims of a Windows machine's TPM evidence with a boot log of 300 events, as the JSON that policies query (maa-tpm §5). */
final class BootLog {
    static final int EVENTS = 300;
    private static final int MODULES = 200;
    private static final int FIRMWARE = 90;

    private final Random random = new Random(1);
    private final JsonArrayBuilder events = Json.createArrayBuilder();
    private int sequence;

    private BootLog() {}

    static ClaimSet claims() {
        return ClaimSet.of(Claim.service("aikValidated", ClaimValue.of(true)),
                Claim.service("tpmVersion", ClaimValue.of(2)),
                Claim.service("events", ClaimValue.of(new BootLog().events())),
                new Claim("pcrs", ClaimValue.of(pcrs()), Issuer.ATTESTATION_SERVICE, true));
    }

    private String events() {
        variable("SecureBoot", "8BE4DF61-93CA-11D2-AA0D-00E098032B8C", "AQ");
        variable("CurrentPolicy", "77FA9ABD-0359-4D32-BD60-28F4E78F784B", "AAAA");
        for (int i = 0; i < FIRMWARE; i++) {
            event(0x80000003L, "EV_EFI_BOOT_SERVICES_APPLICATION", i % 8,
                    Json.createObjectBuilder().add("ImageLength", i));
        }
        tag(12, boundary().add("EVENT_BITLOCKER_UNLOCK", pair("CACHED", 1)).add("EVENT_APPLICATION_SVN", 1)
                .add("EVENT_VBS_VSM_REQUIRED", true)
                .add("EVENT_VBS_HVCI_POLICY", pair("HypervisorEnforcedCodeIntegrityEnable", 1)));
        for (int i = 0; i < MODULES; i++) {
            tag(13, boundary().add("EVENT_LOADEDMODULE_AGGREGATION", Json.createArrayBuilder().add(module(i))));
        }
        tag(19, boundary().add("EVENT_DATAEXECUTIONPREVENTION", pair("OptOut", 3)));
        event(6, "EV_EVENT_TAG", 20, Json.createObjectBuilder().add("EVENT_DRTM_SMM", pair("SMM", 2)));
        tag(20, boundary().add("EVENT_DRTM_STATE_AUTH", Json.createObjectBuilder().add("SignatureValid", true)));
        while (sequence < EVENTS) {
            event(4, "EV_SEPARATOR", sequence % 15, Json.createObjectBuilder());
        }
        return Json.createObjectBuilder().add("Events", events).build().toString();
    }

    private void variable(String name, String guid, String data) {
        event(0x80000001L, "EV_EFI_VARIABLE_DRIVER_CONFIG", 7, Json.createObjectBuilder().add("VariableGuid", guid)
                .add("UnicodeName", name).add("VariableData", data));
    }

    private void tag(int register, JsonObjectBuilder boundary) {
        event(6, "EV_EVENT_TAG", register, Json.createObjectBuilder().add("EVENT_TRUSTBOUNDARY", boundary));
    }

    private void event(long type, String name, int register, JsonObjectBuilder data) {
        events.add(Json.createObjectBuilder().add("EventSeq", ++sequence).add("EventType", type)
                .add("EventTypeString", name).add("PcrIndex", register).add("ProcessedData", data)
                .add("Digests", Json.createObjectBuilder().add("SHA1", hex(20)).add("SHA256", hex(32))));
    }

    private static JsonObjectBuilder boundary() {
        return Json.createObjectBuilder().add("EVENT_CODEINTEGRITY", true).add("EVENT_BOOTDEBUGGING", false)
                .add("EVENT_OSKERNELDEBUG", false).add("EVENT_TESTSIGNING", false);
    }

    private static JsonObjectBuilder pair(String text, int value) {
        return Json.createObjectBuilder().add("String", text).add("Value", value);
    }

    private JsonObjectBuilder module(int number) {
        String name = number == MODULES / 2 ? "WD\\WdBoot.sys" : "driver" + number + ".sys";
        return Json.createObjectBuilder().add("EVENT_FILEPATH", "\\Windows\\System32\\Drivers\\" + name)
                .add("EVENT_IMAGESIZE", 4096 * number).add("EVENT_HASHALGORITHMID", 32780)
                .add("EVENT_AUTHENTICODEHASH", hex(32)).add("EVENT_IMAGEVALIDATED", true)
                .add("EVENT_AUTHORITYISSUER", "Microsoft Windows Production PCA 2011");
    }

    private String hex(int octets) {
        byte[] digest = new byte[octets];
        random.nextBytes(digest);
        return HexFormat.of().formatHex(digest);
    }

    private static String pcrs() {
        JsonArrayBuilder registers = Json.createArrayBuilder();
        for (int i = 0; i < 24; i++) {
            registers.add(Json.createObjectBuilder().add("Index", i).add("Digests",
                    Json.createObjectBuilder().add("SHA256", "%064x".formatted(i))));
        }
        return Json.createObjectBuilder().add("PCRs", registers).build().toString();
    }
}
