package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Platforms and enclaves that are what they say, and still do not pass: steps A.20, A.21 and A.23. Steps A.22 and A.24
 * only gather, and A.25 is the tenant's policy.
 */
public enum StandingMistake implements Mistake {
    /** A.20: every level asks for more of the first component. */
    FIRST_COMPONENT_BELOW_EVERY_LEVEL("A.20",
            draft -> draft.tcbInfo().eachLevel(level -> level.withComponent(0, draft.facts().components().get(0) + 1))),
    /** A.20: every level asks for more of the sixteenth component. */
    LAST_COMPONENT_BELOW_EVERY_LEVEL("A.20", draft -> draft.tcbInfo().eachLevel(level -> level.withComponent(15, 1))),
    /** A.20 (SG-06): every level asks for 255 where the platform has 1; to who reads octets as signed it has enough. */
    COMPONENT_BELOW_255_IN_EVERY_LEVEL("A.20",
            draft -> draft.tcbInfo().eachLevel(level -> level.withComponent(5, 255))),
    /** A.20: every level asks for more of PCESVN. */
    PCESVN_BELOW_EVERY_LEVEL("A.20",
            draft -> draft.tcbInfo().eachLevel(level -> level.withPceSvn(draft.facts().pceSvn() + 1))),

    /** A.21 (SG-08) */
    PLATFORM_TCB_REVOKED("A.21", draft -> draft.tcbInfo().current(level -> level.withStatus("Revoked"))),
    /** A.21 (SG-08) */
    QE_TCB_REVOKED("A.21", draft -> draft.qeIdentity().current(level -> level.withStatus("Revoked"))),

    /** A.23 */
    PLATFORM_CONFIGURATION_NEEDED("A.23", "ConfigurationNeeded", "INTEL-SA-00289"),
    /** A.23 */
    PLATFORM_CONFIGURATION_AND_SW_HARDENING_NEEDED("A.23", "ConfigurationAndSWHardeningNeeded", "INTEL-SA-00615"),
    /** A.23 */
    PLATFORM_OUT_OF_DATE("A.23", "OutOfDate", "INTEL-SA-00828"),
    /** A.23 */
    PLATFORM_OUT_OF_DATE_CONFIGURATION_NEEDED("A.23", "OutOfDateConfigurationNeeded", "INTEL-SA-00828"),
    /** A.23: the platform is up to date, its quoting enclave is not. */
    QE_OUT_OF_DATE("A.23",
            draft -> draft.qeIdentity().current(level -> level.withStatus("OutOfDate", "INTEL-SA-00615"))),
    /** A.23 (SG-09) */
    ENCLAVE_DEBUGGABLE("A.23", draft -> draft.quote().enclaveReport(
            report -> report.with(ReportField.ATTRIBUTES, Octets.hex("0700000000000000e700000000000000")))),
    /** A.23, where the baseline asks for more than evaluation number 1; otherwise nothing is wrong. */
    EVALUATION_NUMBER_LOW("A.23", draft -> {
        draft.tcbInfo().evaluationNumber(1);
        draft.qeIdentity().evaluationNumber(1);
    }),
    /** A.23, where the baseline asks for a date after January 2018; otherwise nothing is wrong. */
    TCB_DATE_OLD("A.23",
            draft -> draft.tcbInfo().current(level -> level.withDate(Instant.parse("2018-01-04T00:00:00Z"))));

    private final String step;
    private final Consumer<Draft> change;

    StandingMistake(String step, Consumer<Draft> change) {
        this.step = step;
        this.change = change;
    }

    StandingMistake(String step, String status, String advisory) {
        this(step, draft -> draft.tcbInfo().current(level -> level.withStatus(status, advisory)));
    }

    @Override
    public String step() {
        return step;
    }

    @Override
    public void make(Draft draft) {
        change.accept(draft);
    }
}
