package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import java.util.function.Consumer;

/** Mistakes in how a quote is laid out: steps A.1 to A.5. What is signed is signed with the mistake in it. */
public enum StructureMistake implements Mistake {
    /** A.1: no octets at all. */
    QUOTE_EMPTY("A.1", draft -> draft.quote().sent(quote -> Octets.zero(0))),
    /** A.1: one octet less than everything before the certification data's content. */
    QUOTE_SHORTER_THAN_ITS_FIXED_PART("A.1", draft -> draft.quote().sent(quote -> quote.slice(0, 1019))),

    /** A.2 */
    HEADER_VERSION_0("A.2", draft -> draft.quote().header(HeaderField.VERSION, Octets.u16(0))),
    /** A.2 */
    HEADER_VERSION_2("A.2", draft -> draft.quote().header(HeaderField.VERSION, Octets.u16(2))),
    /** A.2: the version that frames SGX and TDX, over a version 3 layout. */
    HEADER_VERSION_4("A.2", draft -> draft.quote().header(HeaderField.VERSION, Octets.u16(4))),
    /** A.2: EPID, unlinkable. */
    HEADER_KEY_TYPE_0("A.2", draft -> draft.quote().header(HeaderField.ATTESTATION_KEY_TYPE, Octets.u16(0))),
    /** A.2: ECDSA on P-384. */
    HEADER_KEY_TYPE_3("A.2", draft -> draft.quote().header(HeaderField.ATTESTATION_KEY_TYPE, Octets.u16(3))),
    /** A.2: TDX. */
    HEADER_TEE_TYPE_TDX("A.2", draft -> draft.quote().header(HeaderField.TEE_TYPE, Octets.u32(0x81))),
    /** A.2 */
    HEADER_VENDOR_NOT_INTEL("A.2",
            draft -> draft.quote().header(HeaderField.QE_VENDOR_ID, Octets.utf8("not Intel's QE.."))),

    /** A.3 */
    AUTH_LENGTH_ZERO("A.3", draft -> draft.quote().authLength(length -> 0)),
    /** A.3 */
    AUTH_LENGTH_ONE_MORE("A.3", draft -> draft.quote().authLength(length -> length + 1)),
    /** A.3: the octet left over is a line feed, since a NUL would pass as padding. */
    AUTH_LENGTH_ONE_LESS("A.3", draft -> {
        draft.chain().end(Octets.zero(0));
        draft.quote().authLength(length -> length - 1);
    }),
    /** A.3: negative to who reads it as signed. */
    AUTH_LENGTH_2_TO_THE_31("A.3", draft -> draft.quote().authLength(length -> 1L << 31)),
    /** A.3 */
    AUTH_LENGTH_ALL_ONES("A.3", draft -> draft.quote().authLength(length -> 0xffff_ffffL)),
    /** A.3 (EV-04): behind the quote, one octet that is not zero. */
    TRAILING_OCTET_NOT_ZERO("A.3", draft -> draft.quote().sent(quote -> quote.then(Octets.hex("01")))),
    /** A.3 (EV-04): padding may be 64 KiB, and is one octet longer. */
    TRAILING_ZEROS_TOO_MANY("A.3", draft -> draft.quote().sent(quote -> quote.then(Octets.zero(65_537)))),

    /** A.4: more QE authentication data than there is quote. */
    QE_AUTH_LENGTH_ALL_ONES("A.4", draft -> draft.quote().authenticationDataLength(length -> 0xffff)),
    /** A.4: one octet stays behind the certification data, within the authentication data. */
    CERTIFICATION_LENGTH_ONE_LESS("A.4", draft -> draft.quote().certificationLength(length -> length - 1)),
    /** A.4 */
    CERTIFICATION_LENGTH_ONE_MORE("A.4", draft -> draft.quote().certificationLength(length -> length + 1)),
    /** A.4: all the certification data stay behind. */
    CERTIFICATION_LENGTH_ZERO("A.4", draft -> draft.quote().certificationLength(length -> 0)),
    /** A.4: negative to who reads it as signed. */
    CERTIFICATION_LENGTH_2_TO_THE_31("A.4", draft -> draft.quote().certificationLength(length -> 1L << 31)),
    /** A.4 */
    CERTIFICATION_LENGTH_ALL_ONES("A.4", draft -> draft.quote().certificationLength(length -> 0xffff_ffffL)),
    /** A.4: octets behind the certification data that the quote's own length includes. */
    OCTETS_AFTER_CERTIFICATION_DATA("A.4", draft -> draft.quote().afterCertification(Octets.utf8("more"))),

    /** A.5: PPID in plain text. */
    CERTIFICATION_TYPE_1("A.5", draft -> draft.quote().certificationType(1)),
    /** A.5: PPID encrypted with RSA-2048. */
    CERTIFICATION_TYPE_2("A.5", draft -> draft.quote().certificationType(2)),
    /** A.5: PPID encrypted with RSA-3072. */
    CERTIFICATION_TYPE_3("A.5", draft -> draft.quote().certificationType(3)),
    /** A.5: the PCK certificate alone. */
    CERTIFICATION_TYPE_4("A.5", draft -> draft.quote().certificationType(4)),
    /** A.5: a QE report with certification data of its own, as version 4 has it. */
    CERTIFICATION_TYPE_6("A.5", draft -> draft.quote().certificationType(6)),
    /** A.5: the platform manifest. */
    CERTIFICATION_TYPE_7("A.5", draft -> draft.quote().certificationType(7));

    private final String step;
    private final Consumer<Draft> change;

    StructureMistake(String step, Consumer<Draft> change) {
        this.step = step;
        this.change = change;
    }

    @Override
    public String step() {
        return step;
    }

    @Override
    public void make(Draft draft) {
        change.accept(draft);
    }
}
