package dev.assay.measuredboot;

import dev.assay.bytes.Bytes;
import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.EventType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Digests of events whose data is known beforehand. why: a type whose digest is of something the log does not hold could
 * otherwise hide one of them: an event that measured a separator is a separator, whatever it is called (TP-11).
 */
final class Landmarks {
    static final String DEBUGGER = "UEFI Debug Mode";
    static final String NO_DMA_PROTECTION = "DMA Protection Disabled";
    static final String EXITED = "Exit Boot Services Returned with Success";
    private static final List<String> ACTIONS = List.of(DEBUGGER, NO_DMA_PROTECTION, EXITED,
            "Exit Boot Services Returned with Failure", "Exit Boot Services Invocation",
            "Calling EFI Application from Boot Option", "Returning from EFI Application from Boot Option");

    private final Map<Bytes, EventType> types = new HashMap<>();

    Landmarks(DigestAlgorithm bank) {
        for (Separator separator : Separator.values()) {
            separator.contents().forEach(data -> types.put(bank.digest(data), EventType.EV_SEPARATOR));
        }
        ACTIONS.forEach(text -> types.put(bank.digest(Bytes.utf8(text)), EventType.EV_EFI_ACTION));
    }

    /** Whether the event measured one, and is called or described as something else. */
    boolean disguised(Reading one) {
        EventType right = types.get(one.digest());
        return right != null && !(one.is(right) && one.ofData());
    }
}
