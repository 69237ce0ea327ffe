package dev.assay.eventlog;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.util.ArrayList;
import java.util.List;

/** The header of a crypto-agile log: TCG_EfiSpecIdEvent (PFP §10.4.5.1). */
record SpecId(String version, List<DigestAlgorithm> algorithms) {
    /** why: the TCG registry has eleven hash algorithms. */
    static final int MAX_ALGORITHMS = 16;
    private static final Bytes SIGNATURE = Bytes.utf8("Spec ID Event03\0");

    SpecId {
        algorithms = List.copyOf(algorithms);
    }

    /** D.6: PCR 0 or that of a quirk, EV_NO_ACTION, the signature. */
    static boolean announcedBy(Event event) {
        Bytes data = event.data();
        return FirmwareQuirks.headerRegisterAllowed(event.pcr()) && event.is(EventType.EV_NO_ACTION)
                && data.length() >= SIGNATURE.length()
                && data.slice(0, SIGNATURE.length()).equals(SIGNATURE);
    }

    /** @param offset of the event's data in the log, so that failures say where */
    static SpecId read(Event event, int offset) {
        ByteReader in = event.data().reader();
        try {
            in.skip("signature and platform class", SIGNATURE.length() + 4);
            return body(in);
        } catch (MalformedException inner) {
            throw new MalformedException("Spec ID event's " + inner.field(), offset + Math.max(0, inner.offset()),
                    "the header is cut short or contradicts itself; collect the log again");
        }
    }

    private static SpecId body(ByteReader in) {
        int minor = in.u8("minor version");
        int major = in.u8("major version");
        int errata = in.u8("errata");
        in.skip("size of UINTN", 1);
        SpecId spec = new SpecId(major + "." + minor + " errata " + errata, algorithms(in));
        FirmwareQuirks.skipVendorInfo(in);
        in.end("event");
        return spec;
    }

    private static List<DigestAlgorithm> algorithms(ByteReader in) {
        long count = in.u32le("number of algorithms");
        if (count < 1 || count > MAX_ALGORITHMS)
            throw new MalformedException("number of algorithms", in.position() - 4L, "is " + count);
        List<DigestAlgorithm> algorithms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = in.position();
            int id = in.u16le("algorithm");
            if (algorithms.stream().anyMatch(known -> known.id() == id))
                throw new MalformedException("algorithm", at, "occurs twice");
            algorithms.add(DigestAlgorithm.declared(id, in.u16le("digest size"), at));
        }
        return algorithms;
    }

    /** @throws MalformedException where the header does not declare it, for then its length is unknown */
    DigestAlgorithm algorithm(int id, int offset) {
        return algorithms.stream().filter(declared -> declared.id() == id).findFirst()
                .orElseThrow(() -> new MalformedException("digest algorithm", offset,
                        "is 0x%04x, which the header does not declare".formatted(id)));
    }
}
