package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CaKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.Extension;

/**
 * The SGX extension of a PCK certificate, 1.2.840.113741.1.13.1, in the making: a sequence of (id, value) pairs, two of
 * which, {@code .2} TCB and {@code .7} configuration, hold such sequences themselves. Parts are named by their arcs
 * below the extension's: {@code "4"} is FMSPC, {@code "2.17"} PCESVN.
 */
public final class SgxExtension {
    public static final ASN1ObjectIdentifier ID = new ASN1ObjectIdentifier("1.2.840.113741.1.13.1");

    private record Part(String arcs, ASN1Encodable value) {
        ASN1Encodable encoded() {
            return sequence(List.of(ID.branch(arcs), value));
        }
    }

    private final List<Part> parts = new ArrayList<>();
    private UnaryOperator<Octets> encoding = UnaryOperator.identity();

    public SgxExtension(PlatformFacts platform) {
        add("1", octets(platform.ppid()));
        for (int i = 0; i < platform.components().size(); i++)
            add("2." + (i + 1), integer(platform.components().get(i)));
        add("2.17", integer(platform.pceSvn()));
        add("2.18", octets(platform.cpuSvn()));
        add("3", octets(platform.pceId()));
        add("4", octets(platform.fmspc()));
        add("5", new ASN1Enumerated(platform.ca() == CaKind.PLATFORM ? 1 : 0));
        if (platform.ca() == CaKind.PLATFORM)
            addScalable(platform);
    }

    private void addScalable(PlatformFacts platform) {
        add("6", octets(platform.instanceId()));
        add("7.1", ASN1Boolean.TRUE);
        add("7.2", ASN1Boolean.FALSE);
        add("7.3", ASN1Boolean.TRUE);
    }

    public static ASN1Encodable octets(Octets value) {
        return new DEROctetString(value.toArray());
    }

    public static ASN1Encodable integer(int value) {
        return new ASN1Integer(value);
    }

    public SgxExtension add(String arcs, ASN1Encodable value) {
        parts.add(new Part(arcs, value));
        return this;
    }

    public SgxExtension put(String arcs, ASN1Encodable value) {
        parts.replaceAll(part -> part.arcs.equals(arcs) ? new Part(arcs, value) : part);
        return this;
    }

    /** Leaves out this part, and what it holds. */
    public SgxExtension drop(String arcs) {
        parts.removeIf(part -> part.arcs.equals(arcs) || part.arcs.startsWith(arcs + "."));
        return this;
    }

    /** Says this part a second time. */
    public SgxExtension twice(String arcs) {
        Part part = parts.stream().filter(each -> each.arcs.equals(arcs)).findFirst().orElseThrow();
        parts.add(parts.indexOf(part), part);
        return this;
    }

    /** Changes the extension's octets. */
    public SgxExtension encoding(UnaryOperator<Octets> change) {
        this.encoding = change;
        return this;
    }

    public Extension make() {
        try {
            return new Extension(ID, false, encoding.apply(Octets.of(sequence(top()).getEncoded())).toArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The parts in order, with those of {@code .2} and {@code .7} gathered where the first of them stands. */
    private List<ASN1Encodable> top() {
        List<ASN1Encodable> top = new ArrayList<>();
        String gathered = "";
        for (Part part : parts) {
            String head = part.arcs.split("\\.")[0];
            if (part.arcs.equals(head)) {
                top.add(part.encoded());
            } else if (!gathered.equals(head)) {
                gathered = head;
                top.add(sequence(List.of(ID.branch(head), sequence(within(head)))));
            }
        }
        return top;
    }

    private List<ASN1Encodable> within(String head) {
        return parts.stream().filter(part -> part.arcs.startsWith(head + ".")).map(Part::encoded).toList();
    }

    private static DERSequence sequence(List<? extends ASN1Encodable> values) {
        ASN1EncodableVector vector = new ASN1EncodableVector();
        values.forEach(vector::add);
        return new DERSequence(vector);
    }
}
