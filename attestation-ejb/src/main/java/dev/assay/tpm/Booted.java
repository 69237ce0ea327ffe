package dev.assay.tpm;

import dev.assay.measuredboot.MeasuredBoot;
import dev.assay.tpm2.PcrValues;
import java.util.Optional;

/**
 * Logs that replay to the registers of their quotes.
 *
 * @param boot before hibernation, where that was sent
 * @param registers quoted now, in accepted banks
 */
record Booted(MeasuredBoot current, Optional<MeasuredBoot> boot, PcrValues registers) {}
