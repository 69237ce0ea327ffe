package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CaKind;
import java.util.Optional;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.DERUTF8String;

/** Mistakes in the PCK certificate's SGX extension: step A.11a. The certificate is otherwise sound. */
public enum PckExtensionMistake implements Mistake {
    /** A.11a: the certificate has no such extension. */
    EXTENSION_MISSING,
    /** A.11a: an empty sequence. */
    EXTENSION_EMPTY(extension -> extension.encoding(der -> Octets.hex("3000"))),
    /** A.11a: an octet behind the sequence. */
    EXTENSION_TRAILING_OCTET(extension -> extension.encoding(der -> der.then(Octets.zero(1)))),
    /** A.11a: not DER. */
    EXTENSION_GARBLED(extension -> extension.encoding(der -> Octets.utf8("not DER"))),

    /** A.11a */
    PPID_MISSING(extension -> extension.drop("1")),
    /** A.11a */
    PPID_SHORT(extension -> extension.put("1", SgxExtension.octets(Octets.zero(15)))),
    /** A.11a */
    PPID_TWICE(extension -> extension.twice("1")),

    /** A.11a */
    TCB_MISSING(extension -> extension.drop("2")),
    /** A.11a */
    COMPONENT_MISSING(extension -> extension.drop("2.16")),
    /** A.11a */
    COMPONENT_TWICE(extension -> extension.twice("2.1")),
    /** A.11a: 256 does not fit a component. */
    COMPONENT_TOO_LARGE(extension -> extension.put("2.1", SgxExtension.integer(256))),
    /** A.11a */
    COMPONENT_NEGATIVE(extension -> extension.put("2.1", SgxExtension.integer(-1))),
    /** A.11a: an OCTET STRING where an INTEGER belongs. */
    COMPONENT_NOT_AN_INTEGER(extension -> extension.put("2.1", SgxExtension.octets(Octets.hex("0b")))),
    /** A.11a */
    PCESVN_MISSING(extension -> extension.drop("2.17")),
    /** A.11a */
    PCESVN_TWICE(extension -> extension.twice("2.17")),
    /** A.11a: 65 536 does not fit. */
    PCESVN_TOO_LARGE(extension -> extension.put("2.17", SgxExtension.integer(65_536))),
    /** A.11a */
    PCESVN_NEGATIVE(extension -> extension.put("2.17", SgxExtension.integer(-1))),
    /** A.11a */
    CPUSVN_MISSING(extension -> extension.drop("2.18")),
    /** A.11a */
    CPUSVN_SHORT(extension -> extension.put("2.18", SgxExtension.octets(Octets.zero(15)))),

    /** A.11a */
    PCEID_MISSING(extension -> extension.drop("3")),
    /** A.11a */
    PCEID_LONG(extension -> extension.put("3", SgxExtension.octets(Octets.zero(3)))),
    /** A.11a */
    PCEID_TWICE(extension -> extension.twice("3")),

    /** A.11a */
    FMSPC_MISSING(extension -> extension.drop("4")),
    /** A.11a */
    FMSPC_SHORT(extension -> extension.put("4", SgxExtension.octets(Octets.zero(5)))),
    /** A.11a */
    FMSPC_LONG(extension -> extension.put("4", SgxExtension.octets(Octets.zero(7)))),
    /** A.11a (PK-13): the same value twice. */
    FMSPC_TWICE(extension -> extension.twice("4")),
    /** A.11a (PK-13): another value behind the platform's own. */
    FMSPC_TWICE_DIFFERENT(extension -> extension.add("4", SgxExtension.octets(Octets.hex("00906ed50000")))),
    /** A.11a: a text where octets belong. */
    FMSPC_NOT_OCTETS(extension -> extension.put("4", new DERUTF8String("A55A10"))),

    /** A.11a */
    SGX_TYPE_MISSING(extension -> extension.drop("5")),
    /** A.11a: beyond standard, scalable and scalable with integrity. */
    SGX_TYPE_UNKNOWN(extension -> extension.put("5", new ASN1Enumerated(3))),
    /** A.11a */
    SGX_TYPE_TWICE(extension -> extension.twice("5")),

    /** A.11a */
    INSTANCE_ID_MISSING(CaKind.PLATFORM, extension -> extension.drop("6")),
    /** A.11a */
    INSTANCE_ID_SHORT(CaKind.PLATFORM, extension -> extension.put("6", SgxExtension.octets(Octets.zero(15)))),
    /** A.11a */
    CONFIGURATION_MISSING(CaKind.PLATFORM, extension -> extension.drop("7"));

    private final Optional<CaKind> onlyUnder;
    private final Consumer<Draft> change;

    PckExtensionMistake() {
        this.onlyUnder = Optional.empty();
        this.change = draft -> draft.chain().reissuePck(pck -> pck.withoutExtension(SgxExtension.ID));
    }

    PckExtensionMistake(Consumer<SgxExtension> change) {
        this.onlyUnder = Optional.empty();
        this.change = draft -> reissue(draft, change);
    }

    PckExtensionMistake(CaKind onlyUnder, Consumer<SgxExtension> change) {
        this.onlyUnder = Optional.of(onlyUnder);
        this.change = draft -> reissue(draft, change);
    }

    @Override
    public String step() {
        return "A.11a";
    }

    @Override
    public Optional<CaKind> onlyUnder() {
        return onlyUnder;
    }

    @Override
    public void make(Draft draft) {
        change.accept(draft);
    }

    private static void reissue(Draft draft, Consumer<SgxExtension> change) {
        SgxExtension extension = new SgxExtension(draft.facts());
        change.accept(extension);
        draft.chain().reissuePck(pck -> pck.withExtension(extension.make()));
    }
}
