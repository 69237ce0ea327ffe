package dev.assay.cli;

import dev.assay.attestationkey.TpmAuthorities;
import dev.assay.attestationkey.TpmAuthorities.Authority;
import dev.assay.attestationkey.TpmAuthorities.Use;
import dev.assay.attestationkey.TpmDevice;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import dev.assay.collateral.CollateralSource;
import dev.assay.tpm2.TpmPublic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a tenant would state of TPMs, made of files.
 *
 * @param documents whom it trusts to certify attestation keys, and what it knows of one
 */
record TpmStatements(Map<CollateralKey, CollateralDocument> documents) implements CollateralSource {
    /** On the command line no service gives devices their ids. */
    private static final UUID NO_ID = new UUID(0, 0);

    TpmStatements {
        documents = Map.copyOf(documents);
    }

    /**
     * @param authorities files of certificates, each the anchor of chains. @param device a file with the public area of an
     *        attestation key that counts as registered
     */
    static TpmStatements of(Wishes wishes, List<String> authorities, Optional<String> device) {
        Map<CollateralKey, CollateralDocument> documents = new HashMap<>();
        put(documents, CollateralKey.tpmAuthorities(), authorities(wishes.label("authorities"), authorities));
        device.map(file -> device(wishes.label("device"), file)).ifPresent(known -> put(documents,
                CollateralKey.tpmDevice(known.attestationKey()), known.document()));
        return new TpmStatements(documents);
    }

    private static void put(Map<CollateralKey, CollateralDocument> documents, CollateralKey key, Bytes content) {
        documents.put(key, new CollateralDocument(key, content, Bytes.EMPTY));
    }

    @Override
    public CollateralSet find(AnchorSet anchors, Set<CollateralKey> keys) {
        Map<CollateralKey, CollateralDocument> found = new HashMap<>(documents);
        found.keySet().retainAll(keys);
        Map<CollateralKey, String> absent = new HashMap<>();
        keys.stream().filter(key -> !found.containsKey(key))
                .forEach(key -> absent.put(key, "no --device was given with this attestation key"));
        return new CollateralSet(found, absent);
    }

    private static Bytes authorities(String label, List<String> files) {
        try {
            return new TpmAuthorities(files.stream().flatMap(file -> CertificateFiles.all(label, file).stream())
                    .distinct().map(der -> new Authority(Use.ATTESTATION_KEYS, true, der, Optional.empty(), false))
                    .toList()).document();
        } catch (MalformedException refused) {
            throw new UsageException(label + ": " + refused.getMessage() + ".");
        }
    }

    private static TpmDevice device(String label, String file) {
        TpmPublic area = area(label, file, InputFile.read(label, file));
        Bytes key = Bytes.copyOf(area.key().jca().getEncoded()).sha256();
        return new TpmDevice(NO_ID, TpmDevice.Origin.ADMINISTRATOR, key, Optional.of(area.octets()), Optional.empty(),
                false, Optional.empty());
    }

    /** TPMT_PUBLIC, or as tpm2-tools write it with its length before it: TPM2B_PUBLIC. */
    private static TpmPublic area(String label, String file, Bytes octets) {
        boolean sized = octets.length() > 2 && (octets.at(0) << 8 | octets.at(1)) == octets.length() - 2;
        try {
            return sized ? TpmPublic.readSized(octets) : TpmPublic.read(octets);
        } catch (MalformedException refused) {
            throw new UsageException(label + ": " + file + " is not the public area of a TPM's key as tpm2_createak -u "
                    + "writes it: " + refused.getMessage() + ".");
        }
    }
}
