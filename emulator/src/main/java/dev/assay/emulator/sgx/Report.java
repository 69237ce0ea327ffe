package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;

/** A REPORT body: 384 octets, of an enclave or of the quoting enclave. */
public record Report(Octets octets) {
    public static final int LENGTH = 384;

    public static Report empty() {
        return new Report(Octets.zero(LENGTH));
    }

    public Report with(ReportField field, Octets value) {
        if (value.length() != field.length)
            throw new IllegalArgumentException(field + " has " + field.length + " octets, not " + value.length());
        return new Report(octets.with(field.offset, value));
    }

    public Octets get(ReportField field) {
        return octets.slice(field.offset, field.offset + field.length);
    }
}
