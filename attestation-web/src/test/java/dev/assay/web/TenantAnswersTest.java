package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.service.TenantAnswer;
import dev.assay.service.TenantView;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantAnswersTest {
    @ParameterizedTest
    @CsvSource({"BAD_VALUE,400", "FORBIDDEN,403", "NOT_FOUND,404", "CONFLICT,409", "STALE,412"})
    void givesEachRefusalItsStatusAndCode(TenantAnswer.Kind kind, int status) {
        Problem problem = TenantAnswers.problem(new TenantAnswer.Refused(kind, "some-code", "Why."));
        assertEquals(status, problem.status());
        assertEquals("{\"type\":\"urn:assay:problem:some-code\",\"title\":\"" + problem.title() + "\",\"status\":"
                + status + ",\"detail\":\"Why.\",\"code\":\"some-code\"}", problem.body().toString());
    }

    @Test
    void showsATenant() {
        Instant at = Instant.parse("2026-11-24T12:00:00Z");
        JsonObject json = TenantAnswers.json(new TenantView("contoso", "https://a.example/t/contoso", "deleted", false,
                new TenantView.Choices("AAD", "strict", "vendors",
                        new TenantView.Token("ES256", Optional.empty(), Optional.of("https://rp.example"),
                                Duration.ofDays(1)),
                        new TenantView.Guard(List.of("Tpm"), true,
                                List.of(new TenantView.Signer("00ff", "CN=signer", at))),
                        OptionalInt.of(30)),
                new TenantView.Limits(OptionalInt.empty(), 1 << 20, 1000, 4096, OptionalLong.empty(), 50), 3,
                new TenantView.Dates(at, at, Optional.of(at), Optional.of(at), Optional.empty())));
        assertEquals(
                """
                        {"name":"contoso","attestUri":"https://a.example/t/contoso","state":"deleted","configured":false,\
                        "trustModel":"AAD","baseline":"strict","anchorSet":"vendors","authenticatedTypes":["Tpm"],"fourEyes":true,"keepEvidence":{"days":30},"token":{"algorithm":"ES256","lifetimeSeconds":null,"tpmLifetimeSeconds":86400,"audience":"https://rp.example"},\
                        "quotas":{"requestsPerSecond":null,"bodyBytes":1048576,"policyVersions":1000,"policyBytes":4096,"storedEvidenceBytes":null,"tpmDevices":50},"version":3,\
                        "policySigningCertificates":[{"sha256":"00ff","subject":"CN=signer","notAfter":"2026-11-24T12:00:00Z"}],\
                        "createdAt":"2026-11-24T12:00:00Z","changedAt":"2026-11-24T12:00:00Z",\
                        "deletedAt":"2026-11-24T12:00:00Z","shredAfter":"2026-11-24T12:00:00Z"}""",
                json.toString());
    }

    @Test
    void tellsOfABodyTooLargeAsAProblem() {
        Problem problem = Problem.of(new RequestRefused(ErrorCode.BODY_TOO_LARGE, "Too large."));
        assertEquals(413, problem.status());
        assertEquals("body-too-large", problem.code());
        assertEquals("close", problem.headers().get("Connection"));
    }
}
