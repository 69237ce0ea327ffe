package dev.assay.jmespath;

/** Who pays for a search: told of every step before it is taken (PO-02). */
public interface Meter {
    /**
     * Takes this many steps, at least 1, from what is left; where that is too little, throws an unchecked exception of
     * the caller's, which leaves the search as it is.
     */
    void spend(int steps);
}
