package dev.assay.cli.tpm;

/** The machine's TPM, its programs or its logs cannot be used. The message is one sentence that says what to do. */
public final class TpmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TpmException(String why) {
        super(why, null, false, false);
    }
}
