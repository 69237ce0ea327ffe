package dev.assay.cli.tpm;

import java.util.List;

/** From what a program of tpm2-tools says when it fails to one sentence for people. */
final class ToolFailure {
    private static final String NO_ACCESS = "The TPM cannot be opened for want of permission: run as root, or add this "
            + "user to the group tss (usermod -a -G tss NAME) and log in anew.";
    private static final String NO_TPM = "No TPM answers: there is no /dev/tpmrm0 or /dev/tpm0, or nothing is where "
            + "--tcti says. Switch the TPM on in the firmware's setup, or name another with --tcti.";

    private ToolFailure() {}

    static String sentence(String tool, String said) {
        if (said.contains("Permission denied"))
            return NO_ACCESS;
        if (said.contains("Could not load tcti") || said.contains("Failed to open specified TCTI"))
            return NO_TPM;
        if (tool.equals("tpm2_load"))
            return "The TPM does not take the attestation key kept for it: it is another TPM, or it was cleared. "
                    + "Have an administrator delete the old device, remove the state folder and run again.";
        if (said.contains("authorization failure") || said.contains("authValue or policy"))
            return tool + " is not allowed by the TPM: its endorsement hierarchy has a password, which this command "
                    + "does not know. Set it back to none (tpm2_changeauth -c e) and run again.";
        return tool + " failed: " + firstError(said) + ".";
    }

    /** why the first of the program's own: those after it are consequences, those of the libraries are for developers. */
    private static String firstError(String said) {
        List<String> errors = said.lines().filter(line -> line.startsWith("ERROR: "))
                .map(line -> line.substring("ERROR: ".length()).replaceAll("[^\\x20-\\x7e]", "?")).toList();
        return errors.isEmpty() ? "it gives no reason" : errors.getFirst().replaceFirst("\\.$", "");
    }
}
