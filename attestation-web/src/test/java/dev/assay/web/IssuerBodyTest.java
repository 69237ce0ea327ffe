package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.identity.Role;
import dev.assay.identity.RoleRule;
import dev.assay.identity.TrustedIssuer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuerBodyTest {
    private static final String WHOLE = """
            {"issuer":"https://login.example/Red","JwksUri":"https://keys.example/","audiences":["a"],
             "clients":["portal"],"roles":[{"claim":"roles","value":"Admin","role":"auditor"}]}""";

    @Test
    void readsEveryMember() {
        assertEquals(new TrustedIssuer("idp", "https://login.example/Red", Optional.of("https://keys.example/"),
                new TrustedIssuer.Acceptance(Set.of("a"), Set.of("portal"),
                        List.of(new RoleRule("roles", "Admin", Role.AUDITOR)))),
                read(WHOLE));
    }

    @Test
    void takesNullAndAbsenceAlike() {
        TrustedIssuer issuer = read(WHOLE.replace("\"https://keys.example/\"", "null").replace("[\"portal\"]", "null"));
        assertEquals(Optional.empty(), issuer.keySet());
        assertEquals(Set.of(), issuer.acceptance().clients());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ["a"]                    | "a"                | audiences: is not an array
            ["a"]                    | [7]                | audiences[0]: is not a string
            "https://login.example/Red" | 7               | issuer: is not a string
            "https://login.example/Red" | null            | issuer: is missing
            "clients"                | "client"           | body: has a member that is not one of
            "claim"                  | "path"             | roles[0]: has a member that is not one of
            "auditor"                | 7                  | roles[0].role: is not a string
            {"claim"                 | 7,{"claim"         | roles[0]: is not an object
            """)
    void refusesAnotherShapeByName(String part, String other, String message) {
        String refused = assertThrows(MalformedException.class, () -> read(with(part, other))).getMessage();
        assertTrue(refused.startsWith(message), refused);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ["a"]                    | []                 | audiences: has 0 entries
            ["a"]                    | ["a b"]            | audiences: holds one
            https://login.example/Red | http://login.example | issuer: is not an https URL
            https://keys.example/    | https://           | jwksUri: is not a URL
            "auditor"                | "god"              | roles[0].role: is no role
            "auditor"                | "platform-administrator" | roles[0].role: is not a tenant's to give
            "Admin"                  | ""                 | roles[0].value: is not 1 to 256
            "roles","value"          | "a..b","value"     | roles[0].claim: is no path
            """)
    void refusesValuesOutOfBoundsByName(String part, String other, String message) {
        String refused = assertThrows(IllegalArgumentException.class, () -> read(with(part, other))).getMessage();
        assertTrue(refused.startsWith(message), refused);
    }

    private static String with(String part, String other) {
        String changed = WHOLE.replace(part, other);
        if (changed.equals(WHOLE))
            throw new IllegalArgumentException(part + " is not in the body");
        return changed;
    }

    private static TrustedIssuer read(String json) {
        return IssuerBody.read("idp", Bytes.utf8(json));
    }
}
