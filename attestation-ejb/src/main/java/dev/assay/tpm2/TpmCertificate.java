package dev.assay.tpm2;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.pki.Certificate;
import dev.assay.pki.Der;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a certificate of a TPM's key says (TCG, "EK Credential Profile" 2.5, 3; AIK alike). Chain and dates are judged
 * elsewhere.
 *
 * @param manufacturer such as {@code id:494E5443}; absent where no subject alternative name says so
 * @param version of the firmware, such as {@code id:00070002}
 */
public record TpmCertificate(Purpose purpose, Optional<String> manufacturer, Optional<String> model,
        Optional<String> version) {
    private static final String KEY_USAGE = "2.5.29.37";
    private static final String ALTERNATIVE_NAME = "2.5.29.17";
    private static final int DIRECTORY_NAME = 0xa4;
    private static final int SET = 0x31;
    /** Content octets of 2.23.133.2; a member follows. */
    private static final String ATTRIBUTE_ARC = "67810502";
    private static final Set<Integer> STRINGS = Set.of(0x0c, 0x13, 0x16);

    /** Extended key usage of TCG. */
    public enum Purpose {
        ENDORSEMENT_KEY("6781050801", "2.23.133.8.1"),
        ATTESTATION_KEY("6781050803", "2.23.133.8.3");

        private final Bytes oid;
        private final String dotted;

        Purpose(String oid, String dotted) {
            this.oid = Bytes.hex(oid);
            this.dotted = dotted;
        }
    }

    /** @throws MalformedException where its extended key usage lacks the purpose (TP-06, TP-08) or is not DER */
    public static TpmCertificate read(String field, Certificate certificate, Purpose purpose) {
        if (!usages(field, certificate).contains(purpose.oid))
            throw new MalformedException(field, "lacks the extended key usage " + purpose.dotted + " (TP-06, TP-08)");
        var attributes = new TpmAttributes(field);
        Bytes names = certificate.extension(ALTERNATIVE_NAME);
        if (names != null)
            attributes.readNames(names);
        return new TpmCertificate(purpose, attributes.get(1), attributes.get(2), attributes.get(3));
    }

    private static Set<Bytes> usages(String field, Certificate certificate) {
        Set<Bytes> usages = new HashSet<>();
        Bytes content = certificate.extension(KEY_USAGE);
        if (content == null)
            return usages;
        Der outer = Der.of(field, content);
        Der list = outer.sequence(field);
        outer.end();
        while (list.hasMore()) {
            usages.add(list.objectIdentifier(field));
        }
        return usages;
    }

    /** Attributes 2.23.133.2.n of the directory names of a subject alternative name. */
    private static final class TpmAttributes {
        private final String field;
        private final java.util.Map<Integer, String> values = new java.util.HashMap<>();

        TpmAttributes(String field) {
            this.field = field;
        }

        Optional<String> get(int member) {
            return Optional.ofNullable(values.get(member));
        }

        void readNames(Bytes content) {
            Der outer = Der.of(field, content);
            Der names = outer.sequence(field);
            outer.end();
            while (names.hasMore()) {
                Der.Element name = names.element(field);
                if (name.tag() == DIRECTORY_NAME)
                    readName(Der.of(field, name.content()).sequence(field));
            }
        }

        /** One set of several, or several sets of one: both are in use. */
        private void readName(Der name) {
            while (name.hasMore()) {
                Der.Element set = name.element(field);
                if (set.tag() != SET)
                    throw new MalformedException(field, "has a directory name that is not DER (X.501)");
                Der attributes = Der.of(field, set.content());
                while (attributes.hasMore()) {
                    readAttribute(attributes.sequence(field));
                }
            }
        }

        private void readAttribute(Der attribute) {
            String oid = attribute.objectIdentifier(field).toHex();
            Der.Element value = attribute.element(field);
            attribute.end();
            if (!oid.startsWith(ATTRIBUTE_ARC) || oid.length() != ATTRIBUTE_ARC.length() + 2)
                return;
            if (!STRINGS.contains(value.tag()))
                throw new MalformedException(field, "has a TPM attribute that is not text (EK profile 3.2)");
            int member = Integer.parseInt(oid.substring(ATTRIBUTE_ARC.length()), 16);
            if (values.put(member, value.content().asUtf8()) != null)
                throw new MalformedException(field, "has TPM attribute 2.23.133.2." + member + " twice (PK-13)");
        }
    }
}
