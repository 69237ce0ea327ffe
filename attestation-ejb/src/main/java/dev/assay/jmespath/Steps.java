package dev.assay.jmespath;

/** The meter in units of work, so that what is handled in bulk costs as much as one by one. */
record Steps(Meter meter) {
    private static final int CHARACTERS_A_STEP = 64;

    void one() {
        meter.spend(1);
    }

    /** One step and one for each element. */
    void elements(long count) {
        meter.spend((int) Math.min(Integer.MAX_VALUE, 1 + count));
    }

    /** One step and one for every 64 characters. */
    void characters(long count) {
        elements(count / CHARACTERS_A_STEP);
    }

    /** What sorting so many elements with so many characters between them takes: each level of a merge reads all. */
    void sort(int elements, long characters) {
        long levels = 32L - Integer.numberOfLeadingZeros(elements);
        elements((elements + characters / CHARACTERS_A_STEP) * levels);
    }
}
