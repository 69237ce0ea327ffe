package dev.assay.emulator.sgx;

/** One way to get exactly one thing wrong. */
public interface Mistake {
    void make(Draft draft);
}
