package dev.assay.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.assay.bytes.Base64Url;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DefaultPoliciesTest {
    private final Policy served = DefaultPolicies.servedFor("SgxEnclave").orElseThrow();

    @Test
    @Tag("JW-09")
    void hasTheHashRelyingPartiesPinned() {
        assertEquals("bROrN897ZfWmWY2V0FLUlu3uwk5xatGnKYHn3zBbSlw", served.hash().toBase64Url());
    }

    @Test
    void isTheRecordedServicesByteForByte() throws IOException {
        String token = Files.readString(CorpusPolicies.file("maa-policy-getpolicy-aad-sgxenclave", "token_0.jwt"));
        String document = member("x-ms-policy", payload(token));
        String text = Base64Url.decode("AttestationPolicy", member("AttestationPolicy", payload(document))).asUtf8();
        assertEquals(text, served.text());
    }

    @Test
    void servesBothEnclaveTypesAndNoOther() {
        assertSame(served, DefaultPolicies.servedFor("OpenEnclave").orElseThrow());
        assertEquals(Optional.empty(), DefaultPolicies.servedFor("Tpm"));
    }

    private static String payload(String token) {
        return Base64Url.decode("payload", token.split("\\.")[1]).asUtf8();
    }

    private static String member(String name, String json) {
        Matcher member = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        return member.find() ? member.group(1) : "";
    }
}
