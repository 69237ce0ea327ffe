package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {
    private static final String GOOD = "appraise --type sgx --evidence {quote} --collateral {dir} --at 2026-01-01T00:00:00Z";

    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.write(folder.resolve("quote.bin"), new byte[]{3, 0});
        Files.writeString(folder.resolve("not-pem"), "hello");
        Files.writeString(folder.resolve("baseline.json"), "{\"name\":\"x\",\"acceptedStatuses\":[\"Revoked\"]}");
        Files.write(folder.resolve("latin1.txt"), new byte[]{(byte) 0xe9});
    }

    private String[] arguments(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.replaceAll(word -> word.replace("{good}", GOOD).replace("{quote}", folder + "/quote.bin")
                .replace("{dir}", folder.toString()));
        return String.join(" ", words).replace("{quote}", folder + "/quote.bin").replace("{dir}", folder.toString())
                .split(" ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            appraise --evidence {quote} --collateral {dir} --at 2026-01-01T00:00:00Z | --type is missing
            appraise --type sgx --collateral {dir} --at 2026-01-01T00:00:00Z         | --evidence is missing
            appraise --type sgx --evidence {quote} --at 2026-01-01T00:00:00Z         | --collateral is missing
            appraise --type sgx --evidence {quote} --collateral {dir}                | --at is missing
            appraise --type sev --evidence {quote} --collateral {dir} --at 2026-01-01T00:00:00Z | --type is one of sgx, openenclave
            appraise --type sgx --evidence {quote} --collateral {dir} --at yesterday | --at is an instant as
            appraise --type sgx --evidence {dir}/none --collateral {dir} --at 2026-01-01T00:00:00Z | --evidence: there is no file
            appraise --type sgx --evidence {dir} --collateral {dir} --at 2026-01-01T00:00:00Z | is a folder; give a file
            appraise --type sgx --evidence {quote} --collateral {quote} --at 2026-01-01T00:00:00Z | --collateral: there is no folder
            {good} --root {dir}/not-pem                                              | --root:
            {good} --baseline lax                                                    | --baseline is strict, azure or a file
            {good} --baseline {dir}/baseline.json                                    | "acceptedStatuses" holds Revoked
            {good} --policy {dir}/latin1.txt                                         | --policy: is not UTF-8
            {good} --runtime-data {quote} --runtime-data-type xml                    | --runtime-data-type is json or binary
            {good} --frobnicate                                                      | --frobnicate is not an option of appraise
            {good} surplus                                                           | "surplus" is one argument more
            {good} --at 2026-01-01T00:00:00Z                                         | --at is given more than once
            appraise --type                                                          | --type TYPE is missing
            appraise --batch --type sgx                                              | --type has no place beside it
            appraise --batch --without-revocation                                    | --without-revocation has no place beside it
            appraise --type tpm {quote} --at 2026-01-01T00:00:00Z                    | --nonce is missing
            appraise --type tpm {quote} --nonce 00 --at 2026-01-01T00:00:00Z         | takes the JSON of an attestation
            appraise --type tpm {dir}/baseline.json --nonce 0g+ --at 2026-01-01T00:00:00Z | in hexadecimal or base64url
            appraise --type tpm {dir}/baseline.json --nonce 00 --collateral {dir} --at 2026-01-01T00:00:00Z | --collateral is not for type tpm
            appraise --type tpm {dir}/baseline.json --nonce 00 --authorities {dir}/not-pem --at 2026-01-01T00:00:00Z | --authorities:
            appraise --type tpm {dir}/baseline.json --nonce 00 --device {quote} --at 2026-01-01T00:00:00Z | is not the public area of a TPM's key
            {good} --nonce 00                                                        | --nonce is for type tpm
            appraise --batch {quote}                                                 | --evidence has no place beside it
            tpm-attest                                                               | --url is missing
            tpm-attest --url http://example.com                                      | http is taken for this machine only
            tpm-attest --url https://localhost --pcr-banks sm3                       | --pcr-banks is a list of
            tpm-attest --url https://localhost --format xml                          | --format is text or json
            tpm-attest --url https://localhost --token-file x --client y             | exclude each other
            tpm-attest --url https://localhost --ek-cert {dir}/not-pem               | --ek-cert:
            verify                                                                   | TOKEN
            verify a.b.c                                                             | --issuer URL is missing
            verify a.b.c --issuer ftp://localhost                                    | --issuer is an https URL
            verify a.b.c --issuer http://example.com                                 | http is taken for this machine only
            verify a.b.c --issuer https://localhost/?x=1                             | --issuer is a URL without query
            verify a.b.c --issuer https://localhost/t/../x                           | dot segments
            verify a.b.c --issuer https://localhost --at noon                        | --at is an instant as
            verify a.b.c --issuer https://localhost --ca {dir}/none                  | --ca: there is no file
            verify a.b.c --issuer https://localhost --ca {dir}/not-pem               | --ca:
            verify @{dir}/none --issuer https://localhost                            | TOKEN: there is no file
            policy                                                                   | policy takes a command: check
            policy lint                                                              | "lint" is one argument more than policy takes
            policy check                                                             | FILE|DIR
            policy check {quote} --frobnicate                                        | --frobnicate is not an option of check
            policy push                                                              | DIR
            policy activate SgxEnclave                                               | VERSION
            policy sign {quote}                                                      | --key PEM, --cert PEM are missing
            attest                                                                   | "attest" is not a command
            help attest                                                              | "attest" is not a command
            """)
    void refusesWrongUsageWithASentenceThatNamesTheOption(String line, String expected) {
        Run run = Run.of(arguments(line));
        assertTrue(run.err().contains(expected), run.err());
        assertEquals(ExitCode.USAGE, run.code(), run.err());
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void refusesNoCommandAtAll() {
        Run run = Run.of();
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().contains("No command is given"), run.err());
    }

    @Test
    void printsTheVersionTheBuildGave() {
        Run run = Run.of("version");
        assertEquals(0, run.code());
        assertTrue(run.out().matches("assay \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R"), run.out());
    }

    @Test
    void explainsACommandOnStandardOutput() {
        Run run = Run.of("help", "appraise");
        assertEquals(0, run.code());
        assertTrue(run.out().contains("--without-revocation"), run.out());
        assertEquals("", run.err());
    }
}
