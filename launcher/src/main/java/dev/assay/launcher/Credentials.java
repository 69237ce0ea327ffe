package dev.assay.launcher;

/** A database user and its password; never printed. */
record Credentials(String user, String password) {
    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
