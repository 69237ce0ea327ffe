package dev.assay.eventlog;

import dev.assay.bytes.Bytes;
import java.util.List;
import java.util.UUID;

/** An event's data by the rules of its type. */
public sealed interface EventData {
    /** UEFI_VARIABLE_DATA (PFP §10.2.6). */
    record Variable(UUID guid, String name, Bytes value) implements EventData {}

    /** TCG_PCClientTaggedEvent: Windows SIPA records or those of others, one after the other. */
    record Tagged(List<SipaRecord> records) implements EventData {
        public Tagged {
            records = List.copyOf(records);
        }
    }

    /** EV_NO_ACTION {@code StartupLocality}: 0–4. */
    record StartupLocality(int locality) implements EventData {}

    /** The log's own header. */
    record SpecIdHeader(String version) implements EventData {}

    /** Actions and versions: printable text. */
    record Text(String text) implements EventData {}

    /** Data of a type without rules here, or that does not follow them. */
    record Opaque(Bytes octets) implements EventData {}
}
