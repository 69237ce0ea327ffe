package dev.assay.measuredboot;

import dev.assay.eventlog.DigestAlgorithm;
import dev.assay.eventlog.Event;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.TpmHash;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The JSON documents that policies of version 1.2 query (maa-tpm §5.1 to §5.3). */
public final class BootDocuments {
    /** why: what a policy's query may select (docs/policy-language.md, Limits), so that selecting all of it works. */
    public static final int MOST_CHARACTERS = 1024 * 1024;

    static final JsonProvider JSON = JsonProvider.provider();

    private BootDocuments() {}

    /**
     * {@code events} or {@code bootEvents}: {@code EventSeq} is the place in the joined log, from 1, so that it rises
     * strictly and has gaps where an event is not accepted.
     *
     * @param accepted of {@link MeasuredBoot#accepted()}: nothing else may be rendered (TP-19)
     * @param bank whose digests vouch; an event without one is left out
     * @throws dev.assay.evidence.Refusal {@code EVIDENCE_MALFORMED} where the text could be longer than
     *         {@link #MOST_CHARACTERS}: leaving events out would make what is absent from them look true
     */
    public static JsonObject events(List<Event> accepted, TpmHash bank) {
        EventDocument document = new EventDocument(bank, DigestAlgorithm.of(bank.id()).orElseThrow(), new Room());
        JsonArrayBuilder events = JSON.createArrayBuilder();
        accepted.forEach(event -> document.of(event).ifPresent(events::add));
        return JSON.createObjectBuilder().add("Events", events).build();
    }

    /**
     * {@code pcrs}: digests in lower-case hexadecimal, by the bank's name.
     *
     * @param quoted values a verified quote covers, of accepted banks, and no others (TP-02, TP-04)
     */
    public static JsonObject pcrs(PcrValues quoted) {
        JsonArrayBuilder registers = JSON.createArrayBuilder();
        TreeSet<Integer> indexes = new TreeSet<>();
        quoted.banks().values().stream().map(Map::keySet).forEach(indexes::addAll);
        indexes.forEach(index -> registers
                .add(JSON.createObjectBuilder().add("Index", index).add("Digests", digests(quoted, index))));
        return JSON.createObjectBuilder().add("PCRs", registers).build();
    }

    private static JsonObjectBuilder digests(PcrValues quoted, int index) {
        JsonObjectBuilder digests = JSON.createObjectBuilder();
        quoted.banks().keySet().forEach(bank -> quoted.value(bank, index)
                .ifPresent(value -> digests.add(bank.name(), value.toHex())));
        return digests;
    }
}
