package dev.assay.measuredboot;

import dev.assay.eventlog.Event;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.TpmHash;
import jakarta.json.JsonObject;
import java.util.List;

/** The JSON documents that policies of version 1.2 query (maa-tpm §5.1 to §5.3). */
public final class BootDocuments {
    private BootDocuments() {}

    /**
     * {@code events} or {@code bootEvents}.
     *
     * @param accepted of {@link MeasuredBoot#accepted()}: nothing else may be rendered (TP-19)
     * @param bank whose digests vouch
     */
    public static JsonObject events(List<Event> accepted, TpmHash bank) {
        throw new UnsupportedOperationException();
    }

    /** {@code pcrs}. @param quoted values a verified quote covers, and no others (TP-02) */
    public static JsonObject pcrs(PcrValues quoted) {
        throw new UnsupportedOperationException();
    }
}
