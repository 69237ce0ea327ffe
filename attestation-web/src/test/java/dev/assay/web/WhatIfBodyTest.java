package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.AttestationType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("PO-11")
class WhatIfBodyTest {
    private static final String EVIDENCE = "\"attestationType\":\"sgxenclave\",\"quote\":\"AAAA\"";

    @Test
    void readsEvidenceAndTerms() {
        WhatIfBody body = read("{\"AttestationType\":\"SgxEnclave\",\"quote\":\"AAAA\",\"nonce\":\"n\","
                + "\"policyVersion\":3,\"at\":\"2026-01-31T13:00:00+01:00\",\"baseline\":\"azure\",\"collateral\":"
                + "[{\"kind\":\"TCB-Info\",\"document\":\"e30\",\"issuerChain\":\"pem\"}]}");
        assertEquals(AttestationType.SGX_ENCLAVE, body.request().type());
        assertEquals(Optional.of("n"), body.request().nonce());
        assertEquals(OptionalInt.of(3), body.terms().policyVersion());
        assertEquals(Optional.of(Instant.parse("2026-01-31T12:00:00Z")), body.terms().at());
        assertEquals(Bytes.utf8("{}"), body.terms().documents().orElseThrow().getFirst().content());
        assertEquals("tcb-info", body.terms().documents().orElseThrow().getFirst().kind());
    }

    @Test
    void takesWhatTheTenantHasWhereNothingIsNamed() {
        WhatIfBody body = read("{" + EVIDENCE + ",\"collateral\":\"held\",\"policy\":null}");
        assertEquals(Optional.empty(), body.terms().documents());
        assertEquals(Optional.empty(), body.terms().policy());
        assertEquals(Optional.empty(), body.terms().at());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "\"at\":\"yesterday\"; at", "\"at\":\"1999-01-01T00:00:00Z\"; at", "\"at\":5; at",
            "\"policyVersion\":-1; policyVersion", "\"policyVersion\":1.5; policyVersion",
            "\"policyVersion\":99999999999; policyVersion", "\"policy\":7; policy", "\"baseline\":[]; baseline",
            "\"collateral\":{}; collateral", "\"collateral\":[1]; collateral[0]",
            "\"collateral\":[{\"document\":\"e30\"}]; collateral[0].kind",
            "\"collateral\":[{\"kind\":\"tcb-info\",\"document\":\"+\"}]; collateral[0].document",
            "\"collateral\":[{\"kind\":\"x\",\"document\":\"e30\",\"chain\":\"\"}]; collateral[0]",
            "\"polciy\":\"x\"; body", "\"draftPolicyForAttestation\":\"x\"; body"})
    void namesTheMemberThatDoesNotHold(String member, String named) {
        String said = assertThrows(MalformedException.class, () -> read("{" + EVIDENCE + "," + member + "}"))
                .getMessage();
        assertTrue(said.startsWith(named + ": "), said);
    }

    @Test
    void takesOfATpmTheSignedRequestAndNothingBesideIt() {
        String tpm = "{\"attestationType\":\"Tpm\",\"request\":\"e30.e30.AA\"";
        assertEquals(AttestationType.TPM, read(tpm + "}").request().type());
        assertEquals(Bytes.utf8("e30.e30.AA"), read(tpm + "}").request().evidence());
        for (String wrong : List.of(tpm + ",\"nonce\":\"n\"}", tpm + ",\"quote\":\"AAAA\"}",
                tpm.replace("e30.e30.AA", "e30"), tpm.replace("e30.e30.AA", "{}"), tpm.replace("request", "policy")))
            assertThrows(MalformedException.class, () -> read(wrong.endsWith("}") ? wrong : wrong + "}"), wrong);
    }

    @Test
    void needsAKnownType() {
        assertTrue(assertThrows(MalformedException.class, () -> read("{\"quote\":\"AAAA\"}")).getMessage()
                .startsWith("attestationType: is missing"));
        assertTrue(assertThrows(MalformedException.class,
                () -> read("{\"attestationType\":\"sgx\",\"quote\":\"AAAA\"}")).getMessage()
                .startsWith("attestationType: names no"));
    }

    private static WhatIfBody read(String json) {
        return WhatIfBody.read(Bytes.utf8(json));
    }
}
