package dev.assay.measuredboot;

import static dev.assay.eventlog.SipaType.BITLOCKER_UNLOCK;
import static dev.assay.eventlog.SipaType.DATAEXECUTIONPREVENTION;
import static dev.assay.eventlog.SipaType.DRIVER_LOAD_POLICY;
import static dev.assay.eventlog.SipaType.DRTM_SMM_LEVEL;
import static dev.assay.eventlog.SipaType.ELAM_AGGREGATION;
import static dev.assay.eventlog.SipaType.LOADEDMODULE_AGGREGATION;
import static dev.assay.eventlog.SipaType.SI_POLICY;
import static dev.assay.eventlog.SipaType.TRANSFER_CONTROL;
import static dev.assay.eventlog.SipaType.VBS_HVCI_POLICY;

import dev.assay.bytes.Bytes;
import dev.assay.eventlog.BitlockerUnlock;
import dev.assay.eventlog.SipaRecord;
import dev.assay.eventlog.SipaType;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Windows records as policies read them (maa-tpm §5.2). Records that all say the same under one name are shown once;
 * where they differ the member is an array, which the functions of single values refuse, so that a contradiction is
 * never taken for either of its sides.
 */
final class SipaDocument {
    private static final long NOT_MEASURED = 0x8000_0000L;
    /** Arrays however many there are. */
    private static final Set<SipaType> LISTS = EnumSet.of(LOADEDMODULE_AGGREGATION, ELAM_AGGREGATION, SI_POLICY);
    /** Numbers in an object, beside their name where they have one. */
    private static final Set<SipaType> NAMED = EnumSet.of(BITLOCKER_UNLOCK, TRANSFER_CONTROL, DATAEXECUTIONPREVENTION,
            DRIVER_LOAD_POLICY, VBS_HVCI_POLICY, DRTM_SMM_LEVEL);
    private static final String HVCI_ENABLED = "HypervisorEnforcedCodeIntegrityEnable";

    private final Room room;

    SipaDocument(Room room) {
        this.room = room;
    }

    /** Empty where none of the records is one of Windows: other systems write tags of their own. */
    Optional<JsonObject> of(List<SipaRecord> records) {
        return records.stream().anyMatch(one -> one.type().isPresent())
                ? Optional.of(members(records))
                : Optional.empty();
    }

    private JsonObject members(List<SipaRecord> records) {
        Map<String, Values> members = new LinkedHashMap<>();
        for (SipaRecord one : records) {
            if ((one.id() & NOT_MEASURED) == 0) {
                members.computeIfAbsent(name(one), absent -> new Values(one.type().filter(LISTS::contains).isPresent()))
                        .add(value(one));
            }
        }
        JsonObjectBuilder json = BootDocuments.JSON.createObjectBuilder();
        members.forEach((name, values) -> json.add(name, values.json()));
        return json.build();
    }

    /** An id that is not known yet has its number, so that a policy can go by it. */
    private String name(SipaRecord one) {
        String name = one.type().map(SipaType::memberName).orElseGet(() -> "EVENT_0x" + Long.toHexString(one.id()));
        room.member(name);
        return name;
    }

    private JsonValue value(SipaRecord one) {
        return one.type().map(type -> value(one, type)).orElseGet(() -> raw(one.data()));
    }

    private JsonValue value(SipaRecord one, SipaType type) {
        return switch (type.form()) {
            case AGGREGATION -> members(one.records());
            case TEXT -> BootDocuments.JSON.createValue(room.text(one.text()));
            case BLOB -> raw(one.data());
            case FLAG -> one.flag().map(SipaDocument::flag).orElseGet(() -> raw(one.data()));
            case NUMBER -> one.number().map(number -> number(type, number)).orElseGet(() -> raw(one.data()));
        };
    }

    private static JsonValue flag(boolean flag) {
        return flag ? JsonValue.TRUE : JsonValue.FALSE;
    }

    private JsonValue number(SipaType type, long number) {
        JsonValue value = unsigned(number);
        if (!NAMED.contains(type))
            return value;
        room.member("StringValue");
        JsonObjectBuilder named = BootDocuments.JSON.createObjectBuilder();
        words(type, number).ifPresent(words -> named.add("String", room.text(words)));
        return named.add("Value", value).build();
    }

    private JsonValue unsigned(long number) {
        String digits = Long.toUnsignedString(number);
        room.member(digits);
        return number >= 0
                ? BootDocuments.JSON.createValue(number)
                : BootDocuments.JSON.createValue(new BigInteger(digits));
    }

    private static Optional<String> words(SipaType type, long number) {
        return switch (type) {
            case BITLOCKER_UNLOCK -> Optional.of(BitlockerUnlock.text(number));
            case VBS_HVCI_POLICY -> Optional.of(HVCI_ENABLED).filter(enabled -> number == 1);
            default -> Optional.empty();
        };
    }

    private JsonObject raw(Bytes octets) {
        room.member("RawData");
        return BootDocuments.JSON.createObjectBuilder().add("RawData", room.base64(octets)).build();
    }

    /** What stands under one name. */
    private static final class Values {
        private final List<JsonValue> all = new ArrayList<>();
        private boolean list;

        Values(boolean list) {
            this.list = list;
        }

        /** why: compared with the first alone, so that hostile values cost no more than their number. */
        void add(JsonValue value) {
            list |= !all.isEmpty() && !all.getFirst().equals(value);
            all.add(value);
        }

        JsonValue json() {
            JsonArrayBuilder array = BootDocuments.JSON.createArrayBuilder();
            if (list)
                all.forEach(array::add);
            return list ? array.build() : all.getFirst();
        }
    }
}
