package dev.assay.attestationkey;

import dev.assay.attestationkey.TpmDevice.Origin;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.TpmState;
import dev.assay.json.CanonicalJson;
import dev.assay.json.StrictJson;
import dev.assay.tpm2.TpmPublic;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * {@link TpmDevice} as JSON. Digests and the firmware version are hexadecimal, the public area is base64, and counters are
 * decimal text, since 64 bits are more than a JSON number carries everywhere.
 */
final class DeviceDocument {
    private static final String FIELD = "device document";
    private static final int MAX_LENGTH = 16 * 1024;
    private static final Set<String> MEMBERS = Set.of("id", "origin", "attestationKey", "publicArea", "endorsementKey",
            "revoked", "last");
    private static final Set<String> OF_STATE = Set.of("attestationKey", "clock", "resetCount", "restartCount", "safe",
            "firmwareVersion");

    private DeviceDocument() {}

    static TpmDevice read(Bytes utf8) {
        if (utf8.length() > MAX_LENGTH)
            throw new MalformedException(FIELD, "is larger than 16 KiB");
        Members members = new Members(FIELD, StrictJson.object(FIELD, utf8), MEMBERS);
        Bytes attestationKey = required(members, "attestationKey");
        return new TpmDevice(id(members), origin(members), attestationKey, publicArea(members, attestationKey),
                members.digest("endorsementKey"), members.flag("revoked"),
                members.object("last", OF_STATE).map(DeviceDocument::state));
    }

    static Bytes write(TpmDevice device) {
        var object = Json.createObjectBuilder().add("id", device.id().toString()).add("origin", device.origin().word())
                .add("attestationKey", device.attestationKey().toHex()).add("revoked", device.revoked());
        device.publicArea().ifPresent(area -> object.add("publicArea", Members.base64(area)));
        device.endorsementKey().ifPresent(key -> object.add("endorsementKey", key.toHex()));
        device.last().ifPresent(state -> object.add("last", object(state)));
        return Bytes.utf8(CanonicalJson.write(object.build()));
    }

    private static UUID id(Members members) {
        String text = members.text("id");
        if (!text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
            throw members.refuse("id", "is a UUID in lower case");
        return UUID.fromString(text);
    }

    private static Origin origin(Members members) {
        String word = members.text("origin");
        return Arrays.stream(Origin.values()).filter(origin -> origin.word().equals(word)).findFirst()
                .orElseThrow(() -> members.refuse("origin", "is certificate, activation or administrator"));
    }

    private static Optional<Bytes> publicArea(Members members, Bytes attestationKey) {
        Optional<Bytes> area = members.base64("publicArea");
        area.ifPresent(octets -> {
            if (!WeakKeys.identity(TpmPublic.read(octets).key().jca()).equals(attestationKey))
                throw members.refuse("publicArea", "is of another key than attestationKey names");
        });
        return area;
    }

    private static TpmState state(Members last) {
        return new TpmState(required(last, "attestationKey"), number(last, "clock", 64),
                number(last, "resetCount", 32), number(last, "restartCount", 32), last.flag("safe"), firmware(last));
    }

    private static JsonObject object(TpmState state) {
        return Json.createObjectBuilder().add("attestationKey", state.attestationKey().toHex())
                .add("clock", Long.toUnsignedString(state.clock()))
                .add("resetCount", Long.toUnsignedString(state.resetCount()))
                .add("restartCount", Long.toUnsignedString(state.restartCount())).add("safe", state.safe())
                .add("firmwareVersion", "%016x".formatted(state.firmwareVersion())).build();
    }

    private static Bytes required(Members members, String name) {
        return members.digest(name).orElseThrow(() -> members.refuse(name, "is missing"));
    }

    private static long number(Members members, String name, int bits) {
        String digits = members.text(name);
        boolean fits = digits.matches("0|[1-9][0-9]{0,19}") && new java.math.BigInteger(digits).bitLength() <= bits;
        if (!fits)
            throw members.refuse(name, "is an unsigned decimal number of " + bits + " bits as text");
        return Long.parseUnsignedLong(digits);
    }

    private static long firmware(Members last) {
        String digits = last.text("firmwareVersion");
        if (!digits.matches("[0-9a-f]{16}"))
            throw last.refuse("firmwareVersion", "is 16 lower-case hexadecimal digits");
        return Long.parseUnsignedLong(digits, 16);
    }
}
