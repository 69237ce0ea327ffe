package dev.assay.evidence;

import dev.assay.bytes.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an installation lets pass before any tenant's policy is asked (checklist A, step 23). A policy can only tighten
 * it (PO-10); a revoked TCB passes under none (SG-08).
 *
 * @param name as in the audit record
 * @param acceptedStatuses converged statuses that pass
 * @param acceptedAdvisories with these ids alone, a status that needs configuration passes too
 * @param outOfDateGrace an out-of-date status passes within this time of its {@code tcbDate}
 * @param minimumEvaluationNumber the smallest {@code tcbEvaluationDataNumber} that passes
 * @param minimumTcbDate the earliest {@code tcbDate} that passes
 * @param acceptedPlatforms SHA-256 of the platforms' identities (SGX: the PPID) that pass; empty: any (EV-12)
 * @param acceptDebug whether debuggable enclaves and guests pass, as a claim
 * @param collateralGrace how long past its next update collateral is still used (CO-02): 0 to 72 h
 * @param fixedLifetime the token's lifetime, where it does not end with the collateral it rests on
 * @param tpm what is asked of TPMs besides
 */
public record Baseline(String name, Set<TcbStatus> acceptedStatuses, Set<String> acceptedAdvisories,
        Duration outOfDateGrace, Optional<Long> minimumEvaluationNumber, Optional<Instant> minimumTcbDate,
        Set<Bytes> acceptedPlatforms, boolean acceptDebug, Duration collateralGrace, Optional<Duration> fixedLifetime,
        Tpm tpm) {
    /** Checklist A's table: the default. */
    public static final Baseline STRICT = new Baseline("strict",
            Set.of(TcbStatus.UP_TO_DATE, TcbStatus.SW_HARDENING_NEEDED), Set.of(), Duration.ZERO, Optional.empty(),
            Optional.empty(), Set.of(), false, Duration.ZERO, Optional.empty());

    /** What the hosted service lets pass, for the policy to judge. */
    public static final Baseline AZURE = new Baseline("azure",
            Set.of(TcbStatus.UP_TO_DATE, TcbStatus.SW_HARDENING_NEEDED, TcbStatus.CONFIGURATION_NEEDED,
                    TcbStatus.CONFIGURATION_AND_SW_HARDENING_NEEDED, TcbStatus.OUT_OF_DATE,
                    TcbStatus.OUT_OF_DATE_CONFIGURATION_NEEDED),
            Set.of(), Duration.ZERO, Optional.empty(), Optional.empty(), Set.of(), true, Duration.ZERO,
            Optional.of(Duration.ofHours(8)));

    /** With what is asked of TPMs by default. */
    public Baseline(String name, Set<TcbStatus> acceptedStatuses, Set<String> acceptedAdvisories,
            Duration outOfDateGrace, Optional<Long> minimumEvaluationNumber, Optional<Instant> minimumTcbDate,
            Set<Bytes> acceptedPlatforms, boolean acceptDebug, Duration collateralGrace,
            Optional<Duration> fixedLifetime) {
        this(name, acceptedStatuses, acceptedAdvisories, outOfDateGrace, minimumEvaluationNumber, minimumTcbDate,
                acceptedPlatforms, acceptDebug, collateralGrace, fixedLifetime, Tpm.STRICT);
    }

    /**
     * What is asked of TPMs.
     *
     * @param acceptSha1 whether SHA-1 register banks and signatures count (TP-04)
     * @param deniedFirmware versions that do not pass (TP-18): 16 lower-case hexadecimal digits as a quote has them, of any
     *        manufacturer, or behind a manufacturer's name as its certificates have it and a colon
     */
    public record Tpm(boolean acceptSha1, Set<String> deniedFirmware) {
        public static final Tpm STRICT = new Tpm(false, Set.of());

        public Tpm {
            deniedFirmware = Set.copyOf(deniedFirmware);
        }

        /** @param manufacturer empty where nothing says it: then a version denied of any manufacturer is denied */
        public boolean denies(Optional<String> manufacturer, String version) {
            return deniedFirmware.stream().anyMatch(denied -> {
                int colon = denied.lastIndexOf(':');
                return denied.substring(colon + 1).equals(version) && (colon < 0 || manufacturer.isEmpty()
                        || manufacturer.get().equalsIgnoreCase(denied.substring(0, colon)));
            });
        }
    }

    public Baseline {
        acceptedStatuses = Set.copyOf(acceptedStatuses);
        acceptedAdvisories = Set.copyOf(acceptedAdvisories);
        acceptedPlatforms = Set.copyOf(acceptedPlatforms);
        if (acceptedStatuses.contains(TcbStatus.REVOKED)) {
            throw new IllegalArgumentException("a baseline cannot accept the status Revoked");
        }
        if (collateralGrace.isNegative() || collateralGrace.compareTo(Duration.ofHours(72)) > 0) {
            throw new IllegalArgumentException("collateralGrace must be between 0 and 72 hours");
        }
    }
}
