package dev.assay.cli.tpm;

import dev.assay.bytes.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A boot log as firmware or kernel hand it out. */
public final class BootLog {
    /** Of the first TPM; the kernel keeps it for root. */
    public static final String KERNEL = "/sys/kernel/security/tpm0/binary_bios_measurements";
    private static final int MOST = 16 << 20;

    private BootLog() {}

    /** @throws TpmException where it cannot be read */
    public static Bytes read(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            byte[] octets = in.readNBytes(MOST + 1);
            if (octets.length > MOST)
                throw new TpmException("The boot log " + file + " is larger than 16 MiB.");
            return Bytes.copyOf(octets);
        } catch (AccessDeniedException refused) {
            throw new TpmException("The boot log " + file + " cannot be read for want of permission: run as root, or "
                    + "copy it as root and name the copy with --log.");
        } catch (NoSuchFileException | InvalidPathException absent) {
            throw new TpmException("There is no boot log " + file + (file.equals(KERNEL)
                    ? ": the kernel was given none by the firmware, or /sys/kernel/security is not mounted. Name "
                            + "another with --log."
                    : "; check the name behind --log."));
        } catch (IOException refused) {
            throw new TpmException("The boot log " + file + " cannot be read; check that it is a file.");
        }
    }
}
