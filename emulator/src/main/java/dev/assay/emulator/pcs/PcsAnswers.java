package dev.assay.emulator.pcs;

import static dev.assay.emulator.sgx.EmulatedCollateral.PCK_CRL;
import static dev.assay.emulator.sgx.EmulatedCollateral.PCK_CRL_ISSUER_CHAIN;
import static dev.assay.emulator.sgx.EmulatedCollateral.QE_IDENTITY;
import static dev.assay.emulator.sgx.EmulatedCollateral.QE_IDENTITY_ISSUER_CHAIN;
import static dev.assay.emulator.sgx.EmulatedCollateral.ROOT_CA_CRL;
import static dev.assay.emulator.sgx.EmulatedCollateral.TCB_INFO;
import static dev.assay.emulator.sgx.EmulatedCollateral.TCB_INFO_ISSUER_CHAIN;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CaKind;
import dev.assay.emulator.pki.Pem;
import dev.assay.emulator.sgx.EmulatedCollateral;
import dev.assay.emulator.sgx.SignedJsonDraft;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** What PCS v4 answers to a request, from one issue of collateral. */
record PcsAnswers(Issue issue) {
    static final String BASE = "/sgx/certification/v4";

    private static final String JSON = "application/json";
    private static final String CRL = "application/pkix-crl";

    Answer to(String path, Query query) {
        return switch (path) {
            case BASE + "/tcb" -> tcb(query);
            case BASE + "/qe/identity" -> qeIdentity(query);
            case BASE + "/pckcrl" -> pckCrl(query);
            // PCCS only: hexadecimal text
            case BASE + "/rootcacrl" -> rootCrl("text/html; charset=utf-8", true);
            // Intel serves it from its certificate host: DER
            case "/IntelSGXRootCA.der" -> rootCrl(CRL, false);
            default -> Answer.refused(404);
        };
    }

    private Answer tcb(Query query) {
        Optional<String> fmspc = query.get("fmspc").filter(value -> value.matches("[0-9a-fA-F]{12}"));
        if (fmspc.isEmpty())
            return Answer.refused(400);
        OptionalInt refusal = refusal(query);
        if (refusal.isPresent())
            return Answer.refused(refusal.getAsInt());
        return issue.forFmspc(fmspc.get())
                .map(collateral -> document(collateral, TCB_INFO, "TCB-Info-Issuer-Chain", TCB_INFO_ISSUER_CHAIN))
                .orElse(Answer.refused(404));
    }

    private Answer qeIdentity(Query query) {
        OptionalInt refusal = refusal(query);
        if (refusal.isPresent())
            return Answer.refused(refusal.getAsInt());
        return document(issue.forAny(), QE_IDENTITY, "SGX-Enclave-Identity-Issuer-Chain", QE_IDENTITY_ISSUER_CHAIN);
    }

    /** Either {@code update} or {@code tcbEvaluationDataNumber}; past numbers are gone, future ones unknown. */
    private static OptionalInt refusal(Query query) {
        Optional<String> number = query.get("tcbEvaluationDataNumber");
        if (!query.allows("update", "early|standard") || !query.allows("tcbEvaluationDataNumber", "[0-9]{1,9}")
                || number.isPresent() && query.get("update").isPresent())
            return OptionalInt.of(400);
        int asked = number.map(Integer::valueOf).orElse(SignedJsonDraft.EVALUATION_NUMBER);
        if (asked == SignedJsonDraft.EVALUATION_NUMBER)
            return OptionalInt.empty();
        return OptionalInt.of(asked < SignedJsonDraft.EVALUATION_NUMBER ? 410 : 404);
    }

    private Answer pckCrl(Query query) {
        Optional<CaKind> ca = Arrays.stream(CaKind.values())
                .filter(kind -> kind.id().equals(query.get("ca").orElse(""))).findFirst();
        if (ca.isEmpty() || !query.allows("encoding", "pem|der"))
            return Answer.refused(400);
        EmulatedCollateral collateral = issue.byCa().get(ca.get());
        boolean pem = query.allows("encoding", "pem");
        return collateral.file(PCK_CRL).map(crl -> chained(pem ? "application/x-pem-file" : CRL,
                pem ? Octets.utf8(Pem.block("X509 CRL", crl)) : crl, "SGX-PCK-CRL-Issuer-Chain",
                collateral.file(PCK_CRL_ISSUER_CHAIN))).orElse(Answer.refused(404));
    }

    private Answer rootCrl(String contentType, boolean hexadecimal) {
        return issue.forAny().file(ROOT_CA_CRL)
                .map(crl -> Answer.of(contentType, hexadecimal ? Octets.utf8(crl.toHex()) : crl))
                .orElse(Answer.refused(404));
    }

    private static Answer document(EmulatedCollateral from, String name, String chainHeader, String chainName) {
        return from.file(name).map(content -> chained(JSON, content, chainHeader, from.file(chainName)))
                .orElse(Answer.refused(404));
    }

    private static Answer chained(String contentType, Octets content, String chainHeader, Optional<Octets> chain) {
        return chain.map(pem -> Answer.of(contentType, content, chainHeader, encoded(pem)))
                .orElse(Answer.of(contentType, content));
    }

    /** As Intel does: percent-encoded, a space as {@code %20}. */
    private static String encoded(Octets pem) {
        return URLEncoder.encode(pem.asUtf8(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
