package dev.assay.tpm2;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.corpus.Corpus;
import dev.assay.corpus.Corpus.Case;
import dev.assay.pki.UnsoundException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Genuine quotes and a genuine certification say what the corpus found in them. */
class TpmCorpusTest {
    private Corpus corpus;

    @BeforeEach
    void corpus() {
        corpus = Corpus.orSkip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"quote-good-1", "quote-failed-1", "quote-ludmilla", "quote-keylime", "quote-trustee-swtpm"})
    void readsQuote(String id) {
        Case found = corpus.find("tpm", id);
        check(found.expected().getJsonObject("attest"), file(found, "quote.attest"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quote-good-1", "quote-failed-1"})
    void verifiesEcdsa(String id) {
        Case found = corpus.find("tpm", id);
        JsonObject jwk = Corpus.read(found.folder().resolve("aik.json"));
        var key = new TpmKey.Ecc(TpmKey.Curve.P256, Bytes.hex(jwk.getString("x")), Bytes.hex(jwk.getString("y")));
        Attest attest = Attest.read(file(found, "quote.attest"));
        TpmSignature signature = TpmSignature.read(file(found, "quote.sig"));
        AttestSignature.verify(attest, signature, key.jca(), TpmHash.SOUND);
        values(Corpus.read(found.folder().resolve("pcrs.json")), attest).checkQuoted(attest.quote(), TpmHash.SHA256);
    }

    @Test
    @Tag("TP-04")
    void recomputesTheDigestOverThreeBanks() {
        Case found = corpus.find("tpm", "quote-ludmilla");
        Attest attest = Attest.read(file(found, "quote.attest"));
        PcrValues values = values(Corpus.read(found.folder().resolve("pcrs.json")), attest);
        values.checkQuoted(attest.quote(), TpmHash.SHA256);
        assertEquals(TpmHash.SHA384, PcrValues.strongest(attest.quote(), TpmHash.SOUND).orElseThrow());
        assertThrows(UnsoundException.class, () -> values.checkQuoted(attest.quote(), TpmHash.SHA384));
    }

    @Test
    void verifiesRsaUnderSubjectPublicKeyInfo() throws Exception {
        Case found = corpus.find("tpm", "quote-trustee-swtpm");
        PublicKey key = KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(file(found, "ak.spki.der").toArray()));
        AttestSignature.verify(Attest.read(file(found, "quote.attest")), TpmSignature.read(file(found, "quote.sig")),
                key, TpmHash.SOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha1", "sha256", "sha384"})
    @Tag("TP-05")
    void verifiesUnderThePublicArea(String bank) {
        Case found = corpus.find("tpm", "quote-gce-cos85-nonce");
        TpmPublic ak = TpmPublic.read(file(found, "ak.tpmt_public"));
        ak.checkAttestationKey();
        assertEquals(found.expected().getJsonObject("ak").getString("name"), ak.name().toHex());
        Attest attest = Attest.read(file(found, "quote_" + bank + ".attest"));
        TpmSignature signature = TpmSignature.read(file(found, "quote_" + bank + ".sig"));
        AttestSignature.verify(attest, signature, ak);
        JsonObject pcrs = Corpus.read(found.folder().resolve("pcrs_" + bank + ".json"));
        new PcrValues(Map.of(attest.quote().selections().getFirst().bank(), registers(pcrs)))
                .checkQuoted(attest.quote(), TpmHash.SHA256);
        assertEquals(bank.equals("sha1") ? List.of(0, 7) : List.of(), attest.quote().missing(0x81, TpmHash.SOUND));
    }

    @Test
    @Tag("TP-04")
    void refusesSha1UnlessAskedForIt() {
        Case found = corpus.find("tpm", "certify-webauthn-1");
        Attest attest = Attest.read(file(found, "cert_info.attest"));
        check(found.expected().getJsonObject("attest"), attest.octets());
        TpmPublic area = TpmPublic.read(file(found, "pub_area.tpmt_public"));
        assertEquals(attest.certified().name(), area.name());
        assertThrows(MalformedException.class, area::checkAttestationKey);
        TpmSignature signature = TpmSignature.read(Bytes.hex("001400040100").concat(file(found, "signature.bin")));
        PublicKey aik = AikCertificates.first(file(found, "aik_chain.pem"));
        assertThrows(UnsoundException.class, () -> AttestSignature.verify(attest, signature, aik, TpmHash.SOUND));
        assertDoesNotThrow(() -> AttestSignature.verify(attest, signature, aik, Set.of(TpmHash.SHA1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quote-good-1/quote.attest", "certify-webauthn-1/cert_info.attest"})
    @Tag("TP-01")
    void refusesAttestCutAtAnyOffsetOrLengthened(String path) {
        Bytes octets = Corpus.bytes(corpus.file("tpm").resolve(path));
        Cuts.refused(octets, Attest::read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quote-good-1", "quote-keylime"})
    void refusesSignatureCutAtAnyOffsetOrLengthened(String id) {
        Cuts.refused(file(corpus.find("tpm", id), "quote.sig"), TpmSignature::read);
    }

    @Test
    void refusesPublicAreaCutAtAnyOffsetOrLengthened() {
        Cuts.refused(file(corpus.find("tpm", "quote-gce-cos85-nonce"), "ak.tpmt_public"), TpmPublic::read);
        Cuts.refused(file(corpus.find("tpm", "certify-webauthn-1"), "pub_area.tpmt_public"), TpmPublic::read);
    }

    private static void check(JsonObject expected, Bytes octets) {
        Attest attest = Attest.read(octets);
        assertEquals(expected.getString("qualified_signer"), attest.qualifiedSigner().toHex());
        assertEquals(expected.getString("extra_data"), attest.extraData().toHex());
        assertEquals(new ClockInfo(expected.getJsonNumber("clock").longValue(),
                expected.getJsonNumber("reset_count").longValue(), expected.getJsonNumber("restart_count").longValue(),
                expected.getBoolean("safe")), attest.clock());
        assertEquals(expected.getString("firmware_version"), "%016x".formatted(attest.firmwareVersion()));
        switch (attest.attested()) {
            case Attested.Certified certified -> {
                assertEquals(expected.getString("certified_name"), certified.name().toHex());
                assertEquals(expected.getString("certified_qualified_name"), certified.qualifiedName().toHex());
            }
            case Attested.Quote quote -> {
                assertEquals(expected.getString("pcr_digest"), quote.pcrDigest().toHex());
                assertEquals(expected.getJsonArray("pcr_selection").stream().map(TpmCorpusTest::selection).toList(),
                        quote.selections());
            }
        }
    }

    private static PcrSelection selection(JsonValue value) {
        JsonObject one = value.asJsonObject();
        return new PcrSelection(TpmHash.valueOf(one.getString("hash").toUpperCase(java.util.Locale.ROOT)),
                one.getJsonArray("pcrs").getValuesAs(jakarta.json.JsonNumber::intValue));
    }

    /** Only the registers selected: others the file lists are not attested. */
    private static PcrValues values(JsonObject banks, Attest attest) {
        Map<TpmHash, Map<Integer, Bytes>> values = new EnumMap<>(TpmHash.class);
        for (PcrSelection one : attest.quote().selections()) {
            Map<Integer, Bytes> all = registers(
                    banks.getJsonObject(one.bank().name().toLowerCase(java.util.Locale.ROOT)));
            all.keySet().retainAll(one.registers());
            values.put(one.bank(), all);
        }
        return new PcrValues(values);
    }

    private static Map<Integer, Bytes> registers(JsonObject bank) {
        Map<Integer, Bytes> registers = new HashMap<>();
        bank.forEach((index, value) -> registers.put(Integer.valueOf(index),
                Bytes.hex(((JsonString) value).getString())));
        assertTrue(!registers.isEmpty());
        return registers;
    }

    private static Bytes file(Case found, String name) {
        return found.file(name).orElseThrow();
    }
}
