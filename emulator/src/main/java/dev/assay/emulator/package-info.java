/**
 * The emulator as it is installed: a folder with a test PKI and two platforms, made once and shared by every process
 * that is given the folder.
 *
 * <p>Invariant: keys are made on the machine that uses them and never leave the folder. Nothing here is part of the
 * service, and the service depends on nothing here.
 */
package dev.assay.emulator;
