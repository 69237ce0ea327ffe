package dev.assay.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerKeysTest {
    private static final TestIssuer ISSUER = TestIssuer.at("https://login.example");
    private static final String KEY = ISSUER.keySet().asUtf8().replaceAll(".*\\[(.*)\\].*", "$1");
    /** RFC 7515 A.3. */
    private static final String EC = """
            {"kty":"EC","crv":"P-256","kid":"ec","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",\
            "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}""";

    @Test
    @Tag("JW-01")
    void findsAKeyForAlgorithmsOfItsTypeOnly() {
        IssuerKeys keys = keys(KEY, EC);
        assertTrue(keys.find("the-kid", BearerAlgorithm.RS256).isPresent());
        assertTrue(keys.find("ec", BearerAlgorithm.ES256).isPresent());
        assertEquals(Optional.empty(), keys.find("the-kid", BearerAlgorithm.ES256));
        assertEquals(Optional.empty(), keys.find("ec", BearerAlgorithm.ES384));
        assertEquals(Optional.empty(), keys.find("ec", BearerAlgorithm.RS256));
        assertEquals(Optional.empty(), keys.find("none", BearerAlgorithm.RS256));
    }

    @Test
    void holdsAKeyToTheAlgorithmItsIssuerNames() {
        IssuerKeys keys = keys(KEY.replace("\"use\":\"sig\"", "\"alg\":\"RS512\""));
        assertTrue(keys.find("the-kid", BearerAlgorithm.RS512).isPresent());
        assertEquals(Optional.empty(), keys.find("the-kid", BearerAlgorithm.RS256));
    }

    @Test
    void findsNoneOfTwoKeysOfOneName() {
        assertEquals(Optional.empty(), keys(KEY, KEY).find("the-kid", BearerAlgorithm.RS256));
    }

    @Test
    void leavesOutWhatIsForAnotherPurposeOrOfAnotherKind() {
        IssuerKeys keys = keys(KEY.replace("\"sig\"", "\"enc\""),
                KEY.replace("\"use\":\"sig\"", "\"key_ops\":[\"encrypt\"]"), KEY.replace("the-kid", "a b"),
                "{\"kty\":\"oct\",\"kid\":\"o\",\"k\":\"AAAA\"}", "{\"kty\":\"OKP\",\"kid\":\"p\"}", "7",
                EC.replace("P-256", "secp256k1"));
        assertEquals(List.of(), keys.keys());
    }

    @Test
    @Tag("PK-08")
    void leavesOutWeakAndUnsoundKeys() {
        assertEquals(List.of(), keys(EC.replace("x_FEz", "x_FEy")).keys());
        assertEquals(List.of(),
                keys(KEY.replace("AQAB", "AQ"), KEY.replaceAll("\"n\":\"[^\"]{20}", "\"n\":\"")).keys());
    }

    @Test
    @Tag("JW-02")
    void looksAtNoAddressAndNoCertificateBesideTheKey() {
        IssuerKeys keys = keys(KEY.replace("\"use\"", "\"x5u\":\"https://canary.example/\",\"x5c\":[\"AA\"],\"use\""));
        assertEquals(ISSUER.pair().getPublic(), keys.find("the-kid", BearerAlgorithm.RS256).orElseThrow());
        assertFalse(keys.has("canary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[],\"keys\":[]}", "<html>"})
    void refusesWhatIsNoKeySet(String text) {
        assertThrows(MalformedException.class, () -> IssuerKeys.read(Bytes.utf8(text)));
    }

    private static IssuerKeys keys(String... keys) {
        return IssuerKeys.read(Bytes.utf8("{\"keys\":[" + String.join(",", keys) + "]}"));
    }
}
