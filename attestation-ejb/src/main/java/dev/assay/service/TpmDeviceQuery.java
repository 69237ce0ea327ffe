package dev.assay.service;

import java.util.Optional;

/**
 * Which of a tenant's devices are wanted; empty members ask for nothing.
 *
 * @param key SHA-256 of an attestation or endorsement key, lower-case hexadecimal. @param label the begin of the label
 * @param after id of the last one of the page before. @param size 1 to 1000
 */
public record TpmDeviceQuery(Optional<String> key, Optional<String> label, Optional<String> after, int size) {}
