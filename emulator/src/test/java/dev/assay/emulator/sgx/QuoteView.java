package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;

/** A quote cut at the offsets of checklist A's table, which the writer does not know: it only joins parts. */
record QuoteView(Octets octets) {
    Octets signedPart() {
        return octets.slice(0, 432);
    }

    long authLength() {
        return number(432, 4);
    }

    Octets signature() {
        return octets.slice(436, 500);
    }

    Octets attestationPoint() {
        return octets.slice(500, 564);
    }

    Octets qeReport() {
        return octets.slice(564, 948);
    }

    Octets qeReportSignature() {
        return octets.slice(948, 1012);
    }

    Octets authenticationData() {
        return octets.slice(1014, certification());
    }

    int certificationType() {
        return (int) number(certification(), 2);
    }

    int endOfCertification() {
        return certification() + 6 + (int) number(certification() + 2, 4);
    }

    String chainText() {
        return octets.slice(certification() + 6, octets.length()).asUtf8();
    }

    private int certification() {
        return 1014 + (int) number(1012, 2);
    }

    private long number(int from, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--)
            value = value << 8 | Byte.toUnsignedLong(octets.toArray()[from + i]);
        return value;
    }
}
