package dev.assay.dcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.corpus.Corpus;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Genuine answers of Intel's collateral service, and defective TCB Info documents. */
@Tag("CO-01")
class PcsResponsesTest {
    private final CollateralReader reader = new CollateralReader();

    @TestFactory
    Stream<DynamicTest> everySignedDocument() {
        Corpus.Case answers = Corpus.orSkip().find("sgx", "pcs-responses");
        JsonObject documents = answers.expected().getJsonObject("documents");
        return documents.keySet().stream().filter(name -> signed(documents.getJsonObject(name)))
                .map(name -> dynamicTest(name,
                        () -> judge(answers.folder().resolve(name), documents.getJsonObject(name))));
    }

    private static boolean signed(JsonObject document) {
        String kind = document.getString("document");
        return kind.equals("tcbInfo") || kind.equals("enclaveIdentity");
    }

    private void judge(Path file, JsonObject expected) {
        CollateralDocument document = document(Corpus.read(file), expected);
        String id = expected.getString("id", "none");
        if (!id.equals("SGX") && !id.equals("QE")) {
            assertThrows(Refusal.class, () -> reader.inspect(document, AnchorSet.VENDORS), "id " + id);
            return;
        }
        var inspection = reader.inspect(document, AnchorSet.VENDORS);
        assertEquals(expected.getString("issue_date"), inspection.issueDate().toString());
        assertEquals(expected.getString("next_update"), inspection.nextUpdate().toString());
        assertEquals(expected.getInt("tcb_evaluation_data_number"), inspection.evaluationNumber());
    }

    private static CollateralDocument document(JsonObject answer, JsonObject expected) {
        String body = answer.entrySet().stream().filter(member -> member.getKey().endsWith("_json"))
                .map(member -> ((JsonString) member.getValue()).getString()).findFirst().orElseThrow();
        String chain = answer.entrySet().stream().filter(member -> member.getKey().contains("issuer_chain"))
                .map(member -> ((JsonString) member.getValue()).getString()).findFirst().orElseThrow();
        String pem = chain.contains("%") ? URLDecoder.decode(chain, StandardCharsets.UTF_8) : chain;
        CollateralKey key = expected.getString("document").equals("tcbInfo")
                ? CollateralKey.sgxTcbInfo(expected.getString("fmspc").toLowerCase(java.util.Locale.ROOT))
                : CollateralKey.sgxQeIdentity();
        return new CollateralDocument(key, Bytes.utf8(body), Bytes.utf8(pem));
    }

    @TestFactory
    Stream<DynamicTest> everyDefectiveTcbInfo() {
        Corpus.Case defective = Corpus.orSkip().find("sgx", "neg-tcbinfo-json");
        return defective.facts().getJsonObject("files").keySet().stream()
                .map(name -> dynamicTest(name, () -> refuses(name, defective.file(name).orElseThrow())));
    }

    /** These are of format 2; the good ones are refused for that alone, and only after they were read. */
    private static void refuses(String name, Bytes document) {
        RuntimeException refused = assertThrows(RuntimeException.class,
                () -> TcbDocuments.sgxTcbInfo(SignedJson.read("tcbInfo", document).signed()));
        boolean ours = refused instanceof Refusal || refused instanceof MalformedException;
        assertEquals(true, ours, () -> "unexpected " + refused);
        if (!name.contains("Negative")) {
            assertEquals(Reason.TCB_INFO_VERSION_UNSUPPORTED, ((Refusal) refused).reason());
        }
    }
}
