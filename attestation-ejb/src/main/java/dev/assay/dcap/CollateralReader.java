package dev.assay.dcap;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKind;
import dev.assay.collateral.TrustAnchor;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.pki.Certificate;
import dev.assay.pki.PemCertificates;
import dev.assay.pki.RevocationList;
import dev.assay.pki.UnsoundException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Verifies Intel's collateral, each document once: what was verified is kept by the document's digest and its anchors,
 * parsed and in matching order, until it is replaced by another document. Safe for any number of threads.
 */
public final class CollateralReader {
    private static final int KEPT = 512;
    private static final String SIGNER = "SGX TCB Signing";

    private final ConcurrentHashMap<Object, Object> verified = new ConcurrentHashMap<>();

    private record EndorsedKey(AnchorSet anchors, CollateralDocument document) {}

    private record CrlKey(Bytes issuer, CollateralDocument document) {}

    /**
     * What an archive needs to know of a document.
     *
     * @param evaluationNumber {@code tcbEvaluationDataNumber}; zero for CRLs
     * @param crlNumber zero for JSON documents
     */
    public record Inspection(Instant issueDate, Instant nextUpdate, long evaluationNumber, BigInteger crlNumber) {}

    /**
     * The same verification an appraisal makes, for a document that is to be stored (CO-01, CO-08).
     *
     * @throws Refusal with the kind's reason where signature, chain or structure does not hold
     */
    public Inspection inspect(CollateralDocument document, AnchorSet anchors) {
        return switch (document.key().kind()) {
            case TCB_INFO -> {
                Endorsed<TcbInfo> info = tcbInfo(document, anchors);
                checkSubject(document, "sgx/" + info.value().fmspc().toHex());
                yield inspection(info, info.value().evaluationNumber());
            }
            case QE_IDENTITY -> {
                Endorsed<QeIdentity> identity = qeIdentity(document, anchors);
                yield inspection(identity, identity.value().evaluationNumber());
            }
            case PCK_CRL -> inspection(crl(document, pckCa(document, anchors)));
            case ROOT_CA_CRL -> inspection(rootCrl(document, anchors));
            case TPM_AUTHORITIES, TPM_DEVICE ->
                throw new IllegalArgumentException("a tenant's own statement is not collateral of a vendor");
        };
    }

    Endorsed<TcbInfo> tcbInfo(CollateralDocument document, AnchorSet anchors) {
        return endorsed(document, anchors, "tcbInfo", Reason.TCB_INFO_INVALID, json -> {
            TcbInfo info = TcbDocuments.sgxTcbInfo(json);
            return new Dated<>(info, info.issueDate(), info.nextUpdate());
        });
    }

    Endorsed<QeIdentity> qeIdentity(CollateralDocument document, AnchorSet anchors) {
        return endorsed(document, anchors, "enclaveIdentity", Reason.QE_IDENTITY_INVALID, json -> {
            QeIdentity identity = TcbDocuments.qeIdentity(json);
            return new Dated<>(identity, identity.issueDate(), identity.nextUpdate());
        });
    }

    /** PK-05: issued and signed by this certificate, which the caller has verified. */
    RevocationList crl(CollateralDocument document, Certificate issuer) {
        return kept(new CrlKey(issuer.spki(), document), () -> reading(Reason.CRL_INVALID, document, () -> {
            RevocationList list = RevocationList.read(document.key().kind().fileName(), document.content());
            list.verifySignedBy(issuer);
            return list;
        }));
    }

    private record Dated<T>(T value, Instant issueDate, Instant nextUpdate) {}

    private <T> Endorsed<T> endorsed(CollateralDocument document, AnchorSet anchors, String name, Reason unsound,
            Function<Bytes, Dated<T>> parse) {
        return kept(new EndorsedKey(anchors, document), () -> reading(unsound, document, () -> {
            List<Certificate> chain = issuerChain(document, anchors);
            chain.get(0).checkSignsData();
            if (!chain.get(0).commonName().endsWith(SIGNER)) {
                throw new UnsoundException("the signer's common name does not end in \"" + SIGNER + "\"");
            }
            // CO-01: the octets first, what they say second.
            SignedJson json = SignedJson.read(name, document.content());
            chain.get(0).key().verify(json.signed(), json.signature());
            Dated<T> dated = parse.apply(json.signed());
            return new Endorsed<>(dated.value(), document, chain.get(0), chain.get(1), dated.issueDate(),
                    dated.nextUpdate());
        }));
    }

    /** Signer, then root: names, signatures and the pinned key (PK-01). */
    private static List<Certificate> issuerChain(CollateralDocument document, AnchorSet anchors) {
        List<Certificate> chain = PemCertificates.read("issuer chain", document.issuerChain());
        if (chain.size() != 2)
            throw new UnsoundException("its issuer chain must hold exactly the signer and the root");
        List<Certificate> ordered = chain.get(0).selfIssued() ? chain.reversed() : chain;
        Certificate root = ordered.get(1);
        if (!anchors.trusts(TrustAnchor.Family.INTEL_SGX, root.spki())) {
            throw new UnsoundException(
                    "its issuer chain does not end in a trust anchor of set \"" + anchors.name() + "\"");
        }
        root.verifySignedBy(root);
        root.checkIssues(0);
        ordered.get(0).verifySignedBy(root);
        return ordered;
    }

    private Certificate pckCa(CollateralDocument document, AnchorSet anchors) {
        return reading(Reason.CRL_INVALID, document, () -> {
            Certificate ca = issuerChain(document, anchors).get(0);
            ca.checkIssues(0);
            boolean same = ca.commonName().toLowerCase(java.util.Locale.ROOT)
                    .endsWith("pck " + document.key().subject() + " ca");
            if (!same)
                throw new UnsoundException("its issuer is not the PCK CA asked for"); // PK-06
            return ca;
        });
    }

    /** The root CRL comes without a chain: one of the pinned keys must have signed it. */
    private RevocationList rootCrl(CollateralDocument document, AnchorSet anchors) {
        return reading(Reason.CRL_INVALID, document, () -> {
            RevocationList list = RevocationList.read(document.key().kind().fileName(), document.content());
            list.verifySignedByOneOf(anchors.anchors().stream()
                    .filter(anchor -> anchor.family() == TrustAnchor.Family.INTEL_SGX).map(TrustAnchor::spki).toList());
            return list;
        });
    }

    private static void checkSubject(CollateralDocument document, String subject) {
        if (document.key().subject().equals(subject))
            return;
        throw new Refusal(Reason.TCB_INFO_OTHER_PLATFORM, "TCB Info is for " + subject + ", not for "
                + document.key().subject());
    }

    private static Inspection inspection(Endorsed<?> endorsed, long evaluationNumber) {
        return new Inspection(endorsed.issueDate(), endorsed.nextUpdate(), evaluationNumber, BigInteger.ZERO);
    }

    private static Inspection inspection(RevocationList list) {
        return new Inspection(list.thisUpdate(), list.nextUpdate(), 0, list.number());
    }

    private static <T> T reading(Reason unsound, CollateralDocument document, Supplier<T> body) {
        try {
            return body.get();
        } catch (UnsoundException | MalformedException refused) {
            throw new Refusal(unsound, document.key().kind().fileName() + ": " + refused.getMessage());
        }
    }

    @SuppressWarnings("unchecked")
    private <T> T kept(Object key, Supplier<T> verify) {
        Object found = verified.get(key);
        if (found != null)
            return (T) found;
        T made = verify.get();
        // why: collateral is few and long-lived; when documents have been replaced often enough, start afresh.
        if (verified.size() >= KEPT)
            verified.clear();
        verified.put(key, made);
        return made;
    }
}
