/**
 * An emulated provisioning certification service on loopback: Intel PCS API v4 (TCB Info, QE identity, PCK CRL, root
 * CRL), with the one path a PCCS adds.
 *
 * <p>Invariant: it listens on 127.0.0.1 only and answers GET only. Deliberately absent: PCK certificate retrieval,
 * registration, evaluation number lists, TDX; no appraisal asks for them.
 */
package dev.assay.emulator.pcs;
