package dev.assay.launcher.wire;

import dev.assay.emulator.bytes.Octets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Evidence whose length fields do not say what is there (quote v3: security-requirements, checklist A, layouts). */
final class Lengths {
    private static final int SIGNATURE_DATA = 432;
    private static final int QE_AUTHENTICATION_DATA = 1012;
    private static final int OPEN_ENCLAVE_SIZE = 8;

    private Lengths() {}

    /** Each of the quote's three length fields at each wrong value. */
    static List<Octets> wrong(Octets quote) {
        int certificationData = QE_AUTHENTICATION_DATA + 2 + (int) value(quote, QE_AUTHENTICATION_DATA, 2) + 2;
        return Stream.of(at(quote, SIGNATURE_DATA, 4), at(quote, QE_AUTHENTICATION_DATA, 2),
                at(quote, certificationData, 4)).flatMap(List::stream).toList();
    }

    /** The size in an Open Enclave header at each wrong value. */
    static List<Octets> wrongHeader(Octets report) {
        return at(report, OPEN_ENCLAVE_SIZE, 8);
    }

    /** The first octets only, in every {@code step}th length. */
    static List<Octets> truncated(Octets quote, int step) {
        return IntStream.iterate(1, length -> length < quote.length(), length -> length + step)
                .mapToObj(length -> quote.slice(0, length)).toList();
    }

    private static List<Octets> at(Octets evidence, int offset, int width) {
        long right = value(evidence, offset, width);
        long most = width == 8 ? Long.MAX_VALUE : (1L << 8 * width) - 1;
        return LongStream.of(0, 1, right - 1, right + 1, 1L << 31, 1L << 32, most, -1L)
                .mapToObj(wrong -> Octets.u64(wrong).slice(0, width)).distinct()
                .filter(wrong -> value(wrong, 0, width) != right).map(wrong -> evidence.with(offset, wrong)).toList();
    }

    private static long value(Octets octets, int offset, int width) {
        long value = 0;
        for (int i = width - 1; i >= 0; i--)
            value = value << 8 | octets.toArray()[offset + i] & 0xff;
        return value;
    }
}
