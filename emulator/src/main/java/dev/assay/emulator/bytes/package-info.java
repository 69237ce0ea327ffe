/**
 * Octets as values, for writing formats.
 *
 * <p>Invariant: an {@link dev.assay.emulator.bytes.Octets} never changes. Deliberately a second writing of what the
 * service has under the same idea: the emulator is the service's oracle and shares no code with it.
 */
package dev.assay.emulator.bytes;
