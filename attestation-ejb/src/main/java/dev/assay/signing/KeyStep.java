package dev.assay.signing;

/** One step of a key's life that is due. */
public sealed interface KeyStep {
    /** A next key is to be made and published. */
    record Publish() implements KeyStep {}

    /** The next key takes over. */
    record Activate(String active, String next) implements KeyStep {}

    /** The key has served, or never will. */
    record Destroy(String kid) implements KeyStep {}
}
