package dev.assay.service;

import dev.assay.attestationkey.TpmDevice;
import java.time.Instant;

/** What became of an enrolment by credential activation. */
public sealed interface EnrolmentAnswer {
    /** Known with exactly these keys, since now or before. @param at when it was registered */
    record Registered(TpmDevice device, Instant at) implements EnrolmentAnswer {}

    /** TP-09: one of the keys is known otherwise, or the device is revoked. @param detail one sentence for the caller */
    record Conflict(String detail) implements EnrolmentAnswer {}

    /** The tenant has as many devices as it may. */
    record QuotaSpent() implements EnrolmentAnswer {}
}
