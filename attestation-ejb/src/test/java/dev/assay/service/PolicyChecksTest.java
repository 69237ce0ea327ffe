package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.evidence.AttestationType;
import dev.assay.identity.Caller;
import dev.assay.identity.Role;
import dev.assay.service.PolicyCheckAnswer.Checked;
import dev.assay.token.PolicyDocument;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyChecksTest {
    private static final String TEXT = "version=1.0;\nauthorizationrules { [type==\"x-ms-sgx-svm\"] => permit(); };";

    private static PolicyCheckAnswer check(Optional<String> tenant, Role role, String body) {
        Caller caller = new Caller(tenant, "somebody", "issuer", Set.of(role));
        PolicyCall call = new PolicyCall("blue", AttestationType.SGX_ENCLAVE, caller, "0".repeat(32));
        return PolicyChecks.check(call, Bytes.utf8(body), "blue"::equals);
    }

    private static Checked checked(String body) {
        return assertInstanceOf(Checked.class, check(Optional.of("blue"), Role.AUDITOR, body));
    }

    @Tag("AU-05")
    @ParameterizedTest
    @EnumSource(Role.class)
    void checksForWhoWritesOrAuditsTheTenantsPolicies(Role role) {
        boolean may = role == Role.POLICY_ADMINISTRATOR || role == Role.AUDITOR;
        PolicyCheckAnswer answer = check(Optional.of("blue"), role, TEXT);
        assertEquals(may ? Checked.class : PolicyCheckAnswer.Forbidden.class, answer.getClass());
    }

    @Test
    @Tag("TE-04")
    void saysNothingOfATenantToAnothersCaller() {
        assertEquals(new PolicyCheckAnswer.NoTenant(), check(Optional.of("red"), Role.POLICY_ADMINISTRATOR, TEXT));
        assertEquals(new PolicyCheckAnswer.Forbidden(), check(Optional.empty(), Role.PLATFORM_ADMINISTRATOR, TEXT));
    }

    @Test
    void placesInADocumentAreThoseOfItsText() {
        Checked bare = checked(TEXT);
        assertEquals(List.of("unknown-claim 2:23", "never-permits 2:22"), bare.findings().stream()
                .map(one -> one.code() + " " + one.place().line() + ":" + one.place().column()).sorted().toList()
                .reversed());
        assertEquals(bare, checked(" " + PolicyDocument.unsecured(TEXT) + "\n"));
    }

    @Test
    void whatIsWrongWithATextIsPartOfTheAnswer() {
        assertEquals(1, checked("version=1.0; authorizationrules { => permit() };").problems().size());
        assertEquals("policy > version", checked("// nothing\n").problems().getLast().path());
        assertTrue(checked("version=1.0; authorizationrules { =>permit(); }; //" + "x".repeat(512 << 10)).problems()
                .getFirst().message().contains("524288 bytes"));
        assertEquals("U+0000", checked("version=1.0; // \0").problems().getFirst().symbol());
    }

    @Test
    void aDocumentThatIsNoneIsRefused() {
        var refused = assertInstanceOf(PolicyCheckAnswer.Malformed.class,
                check(Optional.of("blue"), Role.AUDITOR, "e30.e30.e30"));
        assertFalse(refused.detail().isEmpty());
    }
}
