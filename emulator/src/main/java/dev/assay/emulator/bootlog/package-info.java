/**
 * Boot logs as firmware, Windows and Linux boot loaders write them, with correct digests, and the registers they lead to
 * (TCG PC Client Platform Firmware Profile 1.05 rev. 23, §10; TPM 2.0 Library Part 1, 17; maa-tpm §6 and §7).
 *
 * <p>Invariant: a {@link dev.assay.emulator.bootlog.BootLog} made here replays to the
 * {@link dev.assay.emulator.bootlog.Registers} made from it. Deliberately absent: reading logs, and any code of the
 * service, whose tests use this package as their oracle.
 */
package dev.assay.emulator.bootlog;
