/**
 * Boot event logs: octets in, values out. SHA-1-only and crypto-agile logs (TCG PC Client Platform Firmware Profile,
 * 1.05 rev. 23, §10), Windows boot logs ({@code WBCL}) with the SIPA events of maa-tpm §7, several logs joined; the
 * replay of registers; and whether an event's data is what was measured.
 *
 * <p>Invariant: work and memory are linear in the octets given, and whatever is given ends in a value or in
 * {@link dev.assay.bytes.MalformedException}. What real firmware does beside the profile is tolerated in
 * {@link dev.assay.eventlog.FirmwareQuirks} alone.
 *
 * <p>Deliberately absent: judgement. Nothing here is trustworthy before the replay equals a verified quote (TP-02), and
 * an event's type and data are the sender's word until {@link dev.assay.eventlog.Measurement} and the rules of the
 * caller say otherwise (TP-11, TP-12).
 */
package dev.assay.eventlog;
