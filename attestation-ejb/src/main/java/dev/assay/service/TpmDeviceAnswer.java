package dev.assay.service;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What became of a call about a tenant's devices. */
public sealed interface TpmDeviceAnswer permits TpmDeviceAnswer.Made, TpmDeviceAnswer.Shown, TpmDeviceAnswer.Listed,
        TpmDeviceAnswer.Gone, TpmDeviceAnswer.Unavailable, TpmRefused {
    /** There was none with its key. */
    record Made(TpmDeviceView device) implements TpmDeviceAnswer {}

    record Shown(TpmDeviceView device) implements TpmDeviceAnswer {}

    /** Without what happened to them. @param next where the next page begins; empty: there is none */
    record Listed(List<TpmDeviceView> devices, Optional<UUID> next) implements TpmDeviceAnswer {}

    /** Deleted. */
    record Gone() implements TpmDeviceAnswer {}

    /** The store cannot be asked now. */
    record Unavailable() implements TpmDeviceAnswer {}
}
