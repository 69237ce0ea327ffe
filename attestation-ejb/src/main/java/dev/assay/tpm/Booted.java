package dev.assay.tpm;

import dev.assay.measuredboot.MeasuredBoot;
import java.util.Optional;

/** Logs that replay to the registers of their quotes. @param boot before hibernation, where that was sent */
record Booted(MeasuredBoot current, Optional<MeasuredBoot> boot) {}
