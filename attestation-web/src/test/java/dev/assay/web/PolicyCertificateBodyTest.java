package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.pki.CertificateOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCertificateBodyTest {
    @ParameterizedTest
    @ValueSource(strings = {"\"a.b.c\"", " \r\n\t\"a.b.c\" \n", "\"a.\\u0062.c\"",
            "{\"policyCertificateToAdd\":\"a.b.c\"}",
            " {\"POLICYCERTIFICATETOADD\" : \"a.b.c\"}"})
    void takesAStringAndAnObject(String body) {
        assertEquals("a.b.c", read(body));
    }

    @Test
    void takesTheObjectOfTheOtherCallThere() {
        assertEquals("a.b.c", PolicyCertificateBody.read(CertificateOperation.REMOVE,
                Bytes.utf8("{\"policyCertificateToRemove\":\"a.b.c\"}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b.c", "\"a.b.c", "\"a\"\"b\"", "\"a\",\"b\"", "\"a\":\"b\"", "[\"a.b.c\"]", "null", "1",
            "{}",
            "{\"policyCertificateToRemove\":\"a.b.c\"}", "{\"policyCertificateToAdd\":1}",
            "{\"policyCertificateToAdd\":\"a\",\"policyCertificateToRemove\":\"b\"}",
            "{\"policyCertificateToAdd\":\"a\",\"PolicyCertificateToAdd\":\"b\"}", "\"\\ud800\""})
    void takesNothingElse(String body) {
        assertThrows(MalformedException.class, () -> read(body));
    }

    private static String read(String body) {
        return PolicyCertificateBody.read(CertificateOperation.ADD, Bytes.utf8(body));
    }
}
