package dev.assay.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.token.SignedPolicies.Form;
import dev.assay.token.SignedPolicies.Signer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCertificateRequestTest {
    private static Signer rsa;
    private static Signer ec;
    private static Signer wanted;

    @BeforeAll
    static void makeKeys() throws GeneralSecurityException {
        rsa = SignedPolicies.root("RSA", "rsa signer");
        ec = SignedPolicies.root("EC", "ec signer");
        wanted = SignedPolicies.root("EC", "wanted");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void takesEverySdksRequestByteForByte(Form form) {
        for (Signer signer : List.of(rsa, ec)) {
            String jws = SignedPolicies.jws(form, signer, form.certificatePayload(wanted.certificate()));
            PolicyCertificateRequest request = PolicyCertificateRequest.read("request", jws);
            assertEquals(wanted.certificate(), request.certificate());
            assertEquals(signer.certificate(), request.signer().certificate());
            assertEquals(signer == rsa ? "RS256" : "ES256", request.signer().algorithm());
            assertEquals(Bytes.utf8(jws.substring(0, jws.lastIndexOf('.'))).sha256(), request.signed());
            assertFalse(request.once());
        }
    }

    /** What the forms of the two SDKs that cannot run here must contain to be theirs (maa-api §3.1, §10). */
    @Test
    void knowsTheOddNamesEscapesAndSignaturesOfTheSdksForPythonAndDotNet() {
        assertTrue(Form.PYTHON.header(rsa).startsWith("{\"alg\": \"RSA256\", \"jwk\": {\"x5c\": [\""));
        assertTrue(Form.PYTHON.header(ec).startsWith("{\"alg\": \"ECDH256\", \"jwk\": {\"x5c\": [\""));
        assertTrue(Form.DOT_NET.header(rsa).startsWith("{\"alg\":\"RSA256\",\"x5c\":[\""));
        assertTrue(Form.DOT_NET.header(ec).startsWith("{\"alg\":\"ECDH256\",\"x5c\":[\""));
        // Certificates of RSA keys have 1500 characters of base64 and more: + is among them but for one in 10^10.
        assertTrue(Form.DOT_NET.header(rsa).contains("\\u002B") && !Form.DOT_NET.header(rsa).contains("+"));
        String der = SignedPolicies.jws(Form.PYTHON, ec, Form.PYTHON.certificatePayload(wanted.certificate()));
        byte[] signature = Base64.getUrlDecoder().decode(der.substring(der.lastIndexOf('.') + 1));
        assertEquals(0x30, signature[0]);
        assertEquals(signature.length - 2, signature[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"policyCertificate", "maa-policyCertificate", "aas-policyCertificate",
            "x-ms-policyCertificate"})
    void takesEachNameOfTheMember(String name) {
        assertEquals(wanted.certificate(), read("{\"" + name + "\":" + jwk("") + "}").certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"kty\":\"X.509\",", "\"kty\":7,", "\"kty\":null,\"alg\":\"none\",\"use\":\"enc\",",
            "\"d\":null,\"p\":null,"})
    void looksAtNoOtherMemberOfTheKey(String members) {
        assertEquals(wanted.certificate(), read("{\"policyCertificate\":" + jwk(members) + "}").certificate());
    }

    @Test
    void takesTheCertificatesAboveTheOneItNamesAlong() throws GeneralSecurityException {
        Signer below = SignedPolicies.issued(rsa, "below", -1, SignedPolicies.AT.minus(Duration.ofDays(1)));
        String both = base64(below.certificate()) + "\",\"" + base64(rsa.certificate());
        assertEquals(below.certificate(), read("{\"policyCertificate\":{\"x5c\":[\"" + both + "\"]}}").certificate());
    }

    @ParameterizedTest
    @Tag("PO-09")
    @CsvSource({"jti,true", "iat,true", "exp,false"})
    void tellsWhetherItCountsOnce(String member, boolean once) {
        assertEquals(once, read("{\"policyCertificate\":" + jwk("") + ",\"" + member + "\":1}").once());
    }

    @Test
    @Tag("PO-09")
    void isTheSameRequestUnderAnotherSignature() {
        String payload = "{\"policyCertificate\":" + jwk("") + "}";
        assertEquals(PolicyCertificateRequest.read("request", SignedPolicies.jws(Form.JAVA, ec, payload)).signed(),
                PolicyCertificateRequest.read("request", SignedPolicies.jws(Form.JAVA, ec, payload)).signed());
    }

    @Test
    void saysWhatIsWrong() {
        refused("parts between periods", "x");
        refused("is not signed", "eyJhbGciOiJub25lIn0." + Bytes.utf8("{}").toBase64Url() + ".");
        refused("no member policyCertificate", jws("{\"AttestationPolicy\":\"\"}"));
        refused("names certificates twice",
                jws("{\"policyCertificate\":" + jwk("") + ",\"aas-policyCertificate\":" + jwk("") + "}"));
        refused("is not a JWK", jws("{\"policyCertificate\":\"x\"}"));
        refused("private key material", jws("{\"policyCertificate\":" + jwk("\"d\":\"AQAB\",") + "}"));
        refused("no x5c", jws("{\"policyCertificate\":{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}}"));
        refused("no x5c", jws("{\"policyCertificate\":{\"x5c\":[]}}"));
        refused("no x5c", jws("{\"policyCertificate\":{\"x5c\":[1]}}"));
        refused("base64 of a certificate", jws("{\"policyCertificate\":{\"x5c\":[\"AAAA\"]}}"));
        refused("names one certificate", jws("{\"policyCertificate\":{\"x5c\":[\"" + base64(wanted.certificate())
                + "\",\"" + base64(rsa.certificate()) + "\"]}}"));
        refused("payload", jws("not json"));
        String good = jws("{\"policyCertificate\":" + jwk("") + "}");
        refused("does not verify", good.substring(0, good.lastIndexOf('.') + 1)
                + jws("{}").substring(jws("{}").lastIndexOf('.') + 1));
    }

    private static void refused(String why, String jws) {
        String said = assertThrows(MalformedException.class, () -> PolicyCertificateRequest.read("request", jws))
                .getMessage();
        assertTrue(said.contains(why), said);
    }

    private static PolicyCertificateRequest read(String payload) {
        return PolicyCertificateRequest.read("request", jws(payload));
    }

    private static String jws(String payload) {
        return SignedPolicies.jws(Form.JAVA, ec, payload);
    }

    private static String jwk(String members) {
        return "{" + members + "\"x5c\":[\"" + base64(wanted.certificate()) + "\"]}";
    }

    private static String base64(X509Certificate certificate) {
        return SignedPolicies.base64(certificate);
    }
}
