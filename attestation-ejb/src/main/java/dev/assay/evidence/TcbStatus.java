package dev.assay.evidence;

import java.util.Arrays;
import java.util.Optional;

/** Intel's TCB statuses, best first (PCS v4 {@code tcbStatus}). */
public enum TcbStatus {
    UP_TO_DATE("UpToDate"),
    SW_HARDENING_NEEDED("SWHardeningNeeded"),
    CONFIGURATION_NEEDED(
            "ConfigurationNeeded"),
    CONFIGURATION_AND_SW_HARDENING_NEEDED(
            "ConfigurationAndSWHardeningNeeded"),
    OUT_OF_DATE("OutOfDate"),
    OUT_OF_DATE_CONFIGURATION_NEEDED(
            "OutOfDateConfigurationNeeded"),
    REVOKED("Revoked");

    private final String wireName;

    TcbStatus(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<TcbStatus> named(String wireName) {
        return Arrays.stream(values()).filter(status -> status.wireName.equals(wireName)).findFirst();
    }
}
