package dev.assay.cli.tpm;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;

/** How the service knows this TPM. @param device its id. @param registered an instant, as the service wrote it */
public record Enrolled(String device, String registered) {
    /** Empty where the object names no device. */
    static Optional<Enrolled> of(JsonObject object) {
        String device = object.getString("device", "");
        return device.isEmpty()
                ? Optional.empty()
                : Optional.of(new Enrolled(device, object.getString("registered", "")));
    }

    void addTo(JsonObjectBuilder object) {
        object.add("device", device).add("registered", registered);
    }
}
