package dev.assay.measuredboot;

import dev.assay.bytes.Bytes;
import dev.assay.eventlog.EventData;
import dev.assay.eventlog.EventType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * TP-13: whether register 7 shows that the firmware enforced signatures (go-attestation's rules, and stricter: the part
 * before the separator and the loader's authority of the signature database).
 *
 * @param enabled {@code SecureBoot} is 1 and everything that goes with it is there
 * @param lack    what is missing where the variable is 1 and secure boot is not shown
 */
record SecureBoot(boolean enabled, Optional<String> lack) {
    private static final UUID GLOBAL = UUID.fromString("8be4df61-93ca-11d2-aa0d-00e098032b8c");
    private static final UUID SIGNATURES = UUID.fromString("d719b2cb-3d3a-4596-a3bc-dad00e67656f");
    private static final Bytes ON = Bytes.hex("01");
    private static final Bytes FIRMWARE_SEPARATOR = Bytes.hex("00000000");
    private static final Map<String, UUID> OWN = Map.of("SecureBoot", GLOBAL, "PK", GLOBAL, "KEK", GLOBAL, "db",
            SIGNATURES, "dbx", SIGNATURES);
    private static final Set<String> DATABASES = Set.of("PK", "KEK", "db", "dbx");
    /** Never what an image was verified with. */
    private static final Set<String> NO_AUTHORITY = Set.of("SecureBoot", "PK", "KEK", "dbx", "SetupMode", "AuditMode",
            "DeployedMode");
    static final SecureBoot NOT_SHOWN = new SecureBoot(false, Optional.empty());

    /** A name of register 7's, under whatever GUID: a second meaning of it is none. */
    static boolean owns(EventData.Variable variable) {
        return OWN.containsKey(variable.name());
    }

    /** why: a database of keys relabelled as the authority it holds would make room for another database. */
    static boolean mayAuthorise(EventData.Variable variable) {
        boolean database = variable.name().equals("db") && SignatureLists.fill(variable.value());
        return !NO_AUTHORITY.contains(variable.name()) && !database;
    }

    /** A database of keys holds lists of signatures and nothing else; other variables hold what they like. */
    static boolean wellFormed(EventData.Variable variable) {
        return !DATABASES.contains(variable.name()) || SignatureLists.fill(variable.value());
    }

    /** @param events of register 7, without a fault: its variables are before the separator and each name is there once */
    static SecureBoot of(List<Reading> events) {
        if (!present(events, "SecureBoot", ON::equals))
            return NOT_SHOWN;
        Optional<String> lack = lack(events);
        return new SecureBoot(lack.isEmpty(), lack);
    }

    /** Whether the event says that secure boot is on. */
    static boolean claims(Reading one) {
        return isVariable(one, "SecureBoot", ON::equals);
    }

    private static Optional<String> lack(List<Reading> events) {
        if (!List.of("PK", "KEK", "db").stream().allMatch(name -> present(events, name, value -> value.length() > 0)))
            return Optional.of("PK, KEK and db are not all there");
        if (events.stream().noneMatch(one -> one.authority().filter(SecureBoot::isSignature).isPresent()))
            return Optional.of("no image was verified with db");
        if (events.stream().anyMatch(one -> one.is(EventType.EV_EFI_ACTION)))
            return Optional.of("a debugger was there or the memory was not protected from devices");
        boolean plain = events.stream().filter(one -> one.is(EventType.EV_SEPARATOR))
                .allMatch(one -> one.event().data().equals(FIRMWARE_SEPARATOR));
        return plain ? Optional.empty() : Optional.of("the separator is not 00000000");
    }

    private static boolean present(List<Reading> events, String name, Predicate<Bytes> value) {
        return events.stream().anyMatch(one -> isVariable(one, name, value));
    }

    private static boolean isVariable(Reading one, String name, Predicate<Bytes> value) {
        return one.is(EventType.EV_EFI_VARIABLE_DRIVER_CONFIG) && one.variable()
                .filter(variable -> variable.name().equals(name) && variable.guid().equals(OWN.get(name))
                        && value.test(variable.value()))
                .isPresent();
    }

    private static boolean isSignature(EventData.Variable variable) {
        return variable.name().equals("db") && variable.guid().equals(SIGNATURES);
    }
}
