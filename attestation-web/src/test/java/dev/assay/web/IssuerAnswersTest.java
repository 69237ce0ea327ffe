package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.identity.Role;
import dev.assay.identity.RoleRule;
import dev.assay.identity.TrustedIssuer;
import dev.assay.service.IssuerAnswer;
import dev.assay.service.IssuerAnswer.Kind;
import dev.assay.service.IssuerProbe;
import dev.assay.service.IssuerView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuerAnswersTest {
    private static final IssuerView VIEW = new IssuerView(new TrustedIssuer("idp", "https://login.example",
            Optional.empty(), new TrustedIssuer.Acceptance(Set.of("a"), Set.of(),
                    List.of(new RoleRule("roles", "x", Role.AUDITOR)))),
            3, Instant.EPOCH, Instant.EPOCH);

    @Test
    void showsAnIssuer() {
        assertEquals("""
                {"id":"idp","issuer":"https://login.example","jwksUri":null,"audiences":["a"],"clients":[],\
                "roles":[{"claim":"roles","value":"x","role":"auditor"}],"version":3,\
                "createdAt":"1970-01-01T00:00:00Z","changedAt":"1970-01-01T00:00:00Z"}""",
                IssuerAnswers.json(VIEW).toString());
    }

    @ParameterizedTest
    @CsvSource({"BAD_VALUE,400", "FORBIDDEN,403", "NOT_FOUND,404", "CONFLICT,409", "STALE,412", "UNCONDITIONAL,428"})
    void givesEachRefusalItsStatusAndCode(Kind kind, int status) {
        Problem refused = IssuerAnswers.problem(new IssuerAnswer.Refused(kind, "the-code", "A detail."));
        assertEquals(status, refused.status());
        assertEquals("the-code", refused.code());
    }

    @Test
    void saysWhyAnIssuerWasNotReached() {
        assertEquals("{\"reached\":false,\"problem\":\"The issuer is out of reach.\"}",
                IssuerAnswers.json(new IssuerProbe.Not("is out of reach")).toString());
    }
}
