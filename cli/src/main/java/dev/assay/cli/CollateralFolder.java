package dev.assay.cli;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralKind;
import dev.assay.dcap.CollateralReader;
import dev.assay.dcap.CollateralReader.Inspection;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.json.StrictJson;
import dev.assay.persistence.ArchivedDocument;
import dev.assay.pki.Certificate;
import dev.assay.pki.PemCertificates;
import dev.assay.pki.UnsoundException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The documents of a folder that is to be imported: what each is for is read from it, then verified with it. */
record CollateralFolder(Path path, Instant now) {
    /**
     * @throws Refusal naming the first file that does not verify
     * @throws UsageException where the folder holds no collateral
     */
    List<ArchivedDocument> verified(CollateralReader reader, AnchorSet anchors) {
        List<CollateralKind> present = CollateralKind.VENDORS.stream()
                .filter(kind -> Files.exists(path.resolve(kind.fileName()))).toList();
        if (present.isEmpty())
            throw new UsageException("DIR: " + path + " holds none of " + String.join(", ",
                    CollateralKind.VENDORS.stream().map(CollateralKind::fileName).toList()) + ".");
        return present.stream().map(kind -> verified(kind, reader, anchors)).toList();
    }

    private ArchivedDocument verified(CollateralKind kind, CollateralReader reader, AnchorSet anchors) {
        Bytes content = file(kind.fileName());
        Bytes chain = kind.issuerChainFileName().isEmpty() ? Bytes.EMPTY : file(kind.issuerChainFileName());
        CollateralDocument document = new CollateralDocument(key(kind, content, chain), content, chain);
        Inspection seen = reader.inspect(document, anchors);
        // CO-02: one that has run out is stored, since a baseline may grant grace; one of the future is nobody's yet.
        if (now.isBefore(seen.issueDate()))
            throw new Refusal(notYet(kind), "%s is issued at %s, which is yet to come; check this machine's clock"
                    .formatted(kind.fileName(), seen.issueDate()));
        return new ArchivedDocument(document,
                new ArchivedDocument.Dates(seen.issueDate(), seen.nextUpdate(), now), seen.evaluationNumber(),
                seen.crlNumber(), "import");
    }

    private static Reason notYet(CollateralKind kind) {
        return switch (kind) {
            case TCB_INFO -> Reason.TCB_INFO_INVALID;
            case QE_IDENTITY -> Reason.QE_IDENTITY_INVALID;
            case PCK_CRL, ROOT_CA_CRL -> Reason.CRL_INVALID;
            case TPM_AUTHORITIES, TPM_DEVICE -> throw notOfAVendor();
        };
    }

    /** why: read before anything is verified; {@link CollateralReader#inspect} then holds the document against it. */
    private static CollateralKey key(CollateralKind kind, Bytes content, Bytes chain) {
        return switch (kind) {
            case TCB_INFO -> CollateralKey.sgxTcbInfo(untrustedFmspc(content));
            case QE_IDENTITY -> CollateralKey.sgxQeIdentity();
            case PCK_CRL -> CollateralKey.pckCrl(untrustedCa(chain));
            case ROOT_CA_CRL -> CollateralKey.rootCaCrl();
            case TPM_AUTHORITIES, TPM_DEVICE -> throw notOfAVendor();
        };
    }

    private static IllegalArgumentException notOfAVendor() {
        return new IllegalArgumentException("a tenant's own statement is no vendor's collateral");
    }

    private static String untrustedFmspc(Bytes content) {
        String name = CollateralKind.TCB_INFO.fileName();
        try {
            JsonObject outer = StrictJson.object(name, content);
            if (outer.get("tcbInfo") instanceof JsonObject inner && inner.get("fmspc") instanceof JsonString fmspc)
                return fmspc.getString().toLowerCase(Locale.ROOT);
        } catch (MalformedException refused) {
            throw new Refusal(Reason.TCB_INFO_INVALID, refused.getMessage());
        }
        throw new Refusal(Reason.TCB_INFO_INVALID, name + " names no platform (tcbInfo.fmspc)");
    }

    private static String untrustedCa(Bytes chain) {
        String name = CollateralKind.PCK_CRL.issuerChainFileName();
        try {
            boolean platform = PemCertificates.read(name, chain).stream().map(Certificate::commonName)
                    .anyMatch(common -> common.endsWith("PCK Platform CA"));
            return platform ? "platform" : "processor";
        } catch (MalformedException | UnsoundException refused) {
            throw new Refusal(Reason.CRL_INVALID, name + ": " + refused.getMessage());
        }
    }

    private Bytes file(String name) {
        Path file = path.resolve(name);
        if (!Files.exists(file))
            throw new Refusal(Reason.CERTIFICATE_CHAIN_INVALID, name + " is missing from the folder");
        try {
            return InputFile.bounded(file);
        } catch (IOException | InputFile.TooLargeException refused) {
            throw new UsageException("DIR: " + name + " cannot be read.");
        }
    }
}
