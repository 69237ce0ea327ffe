package dev.assay.measuredboot;

import static dev.assay.measuredboot.HandMadeLog.GLOBAL;
import static dev.assay.measuredboot.HandMadeLog.OFF;
import static dev.assay.measuredboot.HandMadeLog.ON;
import static dev.assay.measuredboot.HandMadeLog.SIGNATURES;
import static dev.assay.measuredboot.HandMadeLog.ZERO;
import static dev.assay.measuredboot.HandMadeLog.signatureList;
import static dev.assay.measuredboot.HandMadeLog.variableData;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.Event;
import dev.assay.eventlog.EventData;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.EventType;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each way in which register 7 does not show secure boot, with digests and registers as a fresh quote shows them. */
@Tag("TP-13")
class SecureBootTest {
    private static final EventType CONFIG = EventType.EV_EFI_VARIABLE_DRIVER_CONFIG;
    private static final EventType AUTHORITY = EventType.EV_EFI_VARIABLE_AUTHORITY;

    @Test
    void showsSecureBootOfASoundMachine() {
        assertTrue(shown(UnaryOperator.identity()));
    }

    @Test
    void showsNoneWithoutTheVariable() {
        assertFalse(shown(log -> log, List.of("SecureBoot")));
    }

    @Test
    void showsNoneForAnyOtherValue() {
        for (Bytes value : List.of(OFF, Bytes.EMPTY, Bytes.hex("02"), Bytes.hex("0100"), Bytes.hex("ff"))) {
            HandMadeLog log = HandMadeLog.firmware(value).authority();
            assertFalse(enabled(log.boot()), value.toString());
        }
    }

    @Test
    void showsNoneUnderAnotherGuid() {
        assertFalse(shown(log -> log.variable(SIGNATURES, "SecureBoot", ON), List.of("SecureBoot")));
    }

    @Test
    void showsNoneWhereTheVariableIsThereTwice() {
        assertFalse(shown(log -> log.variable(GLOBAL, "SecureBoot", ON)));
        assertFalse(shown(log -> log.variable(SIGNATURES, "SecureBoot", OFF)));
    }

    @Test
    void showsNoneWhereAnotherVariableIsThereTwice() {
        assertFalse(shown(log -> log.variable(SIGNATURES, "dbx", Bytes.EMPTY)));
    }

    @Test
    void showsNoneWhereAVariableStandsAfterTheSeparator() {
        assertFalse(enabled(HandMadeLog.soundWindows().variable(GLOBAL, "Late", ON).boot()));
        HandMadeLog late = registerSeven(log -> log.add(7, EventType.EV_SEPARATOR, ZERO), List.of("SecureBoot"))
                .variable(GLOBAL, "SecureBoot", ON).authority();
        assertFalse(enabled(late.boot()));
    }

    @Test
    void showsNoneWithoutPlatformExchangeOrDatabaseKeys() {
        for (String name : List.of("PK", "KEK", "db")) {
            String guid = name.equals("db") ? SIGNATURES : GLOBAL;
            assertFalse(shown(log -> log, List.of(name)), "without " + name);
            assertFalse(shown(log -> log.variable(guid, name, Bytes.EMPTY), List.of(name)), "empty " + name);
            assertFalse(shown(log -> log.variable(guid, name, Bytes.utf8("no list")), List.of(name)), "broken " + name);
            assertFalse(shown(log -> log.variable(GLOBAL.replace('6', '7'), name, signatureList("key")),
                    List.of(name)), "foreign " + name);
        }
    }

    @Test
    void showsNoneWhereNoImageWasVerified() {
        assertFalse(enabled(HandMadeLog.firmware(ON).boot()));
        HandMadeLog level = HandMadeLog.firmware(ON).add(7, AUTHORITY, variableData(GLOBAL, "SbatLevel", ON));
        assertFalse(enabled(level.boot()));
    }

    @Test
    void takesAnAuthorityBeforeTheSeparator() {
        HandMadeLog log = registerSeven(
                before -> before.add(7, AUTHORITY, HandMadeLog.authorityData()).add(7, EventType.EV_SEPARATOR, ZERO),
                List.of());
        assertTrue(enabled(log.boot()));
    }

    @Test
    void showsNoneWithADebuggerOrUnprotectedMemory() {
        for (String text : List.of(Landmarks.DEBUGGER, Landmarks.NO_DMA_PROTECTION, "Something else")) {
            assertFalse(shown(log -> log.add(7, EventType.EV_EFI_ACTION, Bytes.utf8(text))), text);
        }
    }

    @Test
    void showsNoneWithoutASeparatorOrWithTwo() {
        EventLog log = HandMadeLog.soundWindows().log();
        EventLog without = HandMadeLog.without(log, SecureBootTest::isSeparator);
        assertFalse(enabled(HandMadeLog.judge(without, Quoted.after(without))));
        assertFalse(enabled(HandMadeLog.soundWindows().add(7, EventType.EV_SEPARATOR, ZERO).boot()));
    }

    @Test
    void showsNoneWithAnotherSeparator() {
        for (String data : List.of("ffffffff", "01000000", "00", "0000000000")) {
            HandMadeLog log = registerSeven(before -> before.add(7, EventType.EV_SEPARATOR, Bytes.hex(data)),
                    List.of()).authority();
            assertFalse(enabled(log.boot()), data);
        }
        EventLog log = HandMadeLog.soundWindows().log();
        EventLog retold = HandMadeLog.retold(log, SecureBootTest::isSeparator, Bytes.hex("ffffffff"));
        assertFalse(enabled(HandMadeLog.judge(retold, Quoted.after(retold))));
    }

    @Test
    void showsNoneWhereTheDataIsNotWhatWasMeasured() {
        EventLog off = HandMadeLog.firmware(OFF).authority().log();
        EventLog retold = HandMadeLog.retold(off, event -> isVariable(event, "SecureBoot"),
                variableData(GLOBAL, "SecureBoot", ON));
        assertFalse(enabled(HandMadeLog.judge(retold, Quoted.after(off))));
    }

    @Test
    @Tag("TP-11")
    void cannotBeMadeByRelabellingAndAppending() {
        HandMadeLog off = HandMadeLog.firmware(OFF).authority();
        off.variable(GLOBAL, "SecureBoot", ON).variable(GLOBAL, "PK", signatureList("mine"));
        off.variable(GLOBAL, "KEK", signatureList("mine")).variable(SIGNATURES, "db", signatureList("mine"));
        EventLog log = off.add(7, EventType.EV_SEPARATOR, ZERO).authority().log();
        int first = log.events().stream().filter(SecureBootTest::isSeparator).findFirst().orElseThrow().sequence();
        for (EventType type : EventType.values()) {
            if (type == EventType.EV_NO_ACTION)
                continue;
            EventLog forged = HandMadeLog.relabelled(log, one -> one.pcr() == 7 && one.sequence() <= first, type);
            MeasuredBoot boot = HandMadeLog.judge(forged, Quoted.after(log));
            assertFalse(enabled(boot), type.name());
            assertFalse(boot.accepted().stream().anyMatch(event -> isVariable(event, "SecureBoot")), type.name());
        }
    }

    @Test
    @Tag("TP-19")
    void hidesAVariableThatSaysMoreThanTheClaim() {
        HandMadeLog debugged = registerSeven(log -> log.add(7, EventType.EV_EFI_ACTION, Bytes.utf8(Landmarks.DEBUGGER))
                .add(7, EventType.EV_SEPARATOR, ZERO), List.of()).authority();
        MeasuredBoot boot = debugged.boot();
        assertFalse(boot.accepted().stream().anyMatch(event -> isVariable(event, "SecureBoot")));
        assertTrue(boot.accepted().stream().anyMatch(event -> isVariable(event, "PK")));
        assertEquals(1, boot.setAside().size());
        assertTrue(boot.setAside().getFirst().why().contains("TP-13"));
    }

    @Test
    @Tag("TP-19")
    void showsTheVariableThatSaysItIsOff() {
        assertTrue(HandMadeLog.firmware(OFF).boot().accepted().stream()
                .anyMatch(event -> isVariable(event, "SecureBoot")));
    }

    @Test
    @Tag("TP-19")
    void believesItsVariablesInNoOtherRegister() {
        Bytes data = variableData(GLOBAL, "SecureBoot", ON);
        for (EventType type : List.of(CONFIG, EventType.EV_EFI_VARIABLE_BOOT, EventType.EV_EFI_VARIABLE_BOOT2)) {
            for (int register : List.of(1, 3, 5, 8, 9, 14)) {
                MeasuredBoot boot = HandMadeLog.firmware(OFF).add(register, type, data, ON).boot();
                assertFalse(boot.accepted().stream().anyMatch(event -> event.is(type) && event.pcr() == register),
                        type + " in " + register);
            }
        }
    }

    @Test
    void readsAnAuthorityAsOldShimsWriteIt() {
        Bytes shim = variableData(GLOBAL, "Shim", Bytes.utf8("certificate")).concat(Bytes.hex("000000000000"));
        Bytes measured = shim.slice(0, shim.length() - 1);
        assertTrue(enabled(HandMadeLog.soundWindows().add(7, AUTHORITY, shim, measured).boot()));
        Bytes longer = shim.concat(Bytes.hex("00"));
        assertFalse(enabled(HandMadeLog.soundWindows().add(7, AUTHORITY, longer, shim).boot()));
        assertFalse(enabled(HandMadeLog.soundWindows().add(7, AUTHORITY, shim, Bytes.utf8("else")).boot()));
    }

    @Test
    @Tag("TP-11")
    void takesNoDatabaseForAnAuthorityAndNoAuthorityForADatabase() {
        EventLog log = HandMadeLog.soundWindows().log();
        EventLog database = HandMadeLog.relabelled(log, event -> isVariable(event, "db") && event.is(CONFIG),
                AUTHORITY);
        assertFalse(enabled(HandMadeLog.judge(database, Quoted.after(log))));
        HandMadeLog early = registerSeven(
                before -> before.add(7, CONFIG, HandMadeLog.authorityData()).add(7, EventType.EV_SEPARATOR, ZERO),
                List.of("db")).authority();
        assertFalse(enabled(early.boot()));
    }

    private static boolean shown(UnaryOperator<HandMadeLog> last) {
        return shown(last, List.of());
    }

    private static boolean shown(UnaryOperator<HandMadeLog> last, List<String> without) {
        return enabled(registerSeven(log -> last.apply(log).add(7, EventType.EV_SEPARATOR, ZERO), without).authority()
                .boot());
    }

    /** A sound register 7 without some variables and its end, then whatever the test puts there. */
    private static HandMadeLog registerSeven(UnaryOperator<HandMadeLog> last, List<String> without) {
        HandMadeLog log = new HandMadeLog(DigestAlgorithm.SHA256);
        HandMadeLog.firmware(ON).log().events().stream().filter(event -> event.pcr() == 7 && event.is(CONFIG))
                .filter(event -> without.stream().noneMatch(name -> isVariable(event, name)))
                .forEach(event -> log.add(7, CONFIG, event.data()));
        return last.apply(log);
    }

    private static boolean isSeparator(Event event) {
        return event.pcr() == 7 && event.is(EventType.EV_SEPARATOR);
    }

    private static boolean isVariable(Event event, String name) {
        return event.decoded() instanceof EventData.Variable variable && variable.name().equals(name);
    }

    private static boolean enabled(MeasuredBoot boot) {
        return Claims.trueOf(boot).contains("secureBootEnabled");
    }
}
