package dev.assay.signing;

import java.util.Arrays;

/** The life of a signing key, in its order (KM-03). */
public enum KeyState {
    /** Published, signs nothing yet. */
    NEXT("next"),
    /** Signs; a tenant has one at most. */
    ACTIVE("active"),
    /** Signs no more; published until the last token it signed has ended. */
    VERIFY_ONLY("verify-only"),
    /** Gone: not published, and there is nothing left to sign with. */
    DESTROYED("destroyed");

    private final String wire;

    KeyState(String wire) {
        this.wire = wire;
    }

    /** As the database and people see it. */
    public String wire() {
        return wire;
    }

    public static KeyState of(String wire) {
        return Arrays.stream(values()).filter(state -> state.wire.equals(wire)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state of a signing key: " + wire));
    }
}
