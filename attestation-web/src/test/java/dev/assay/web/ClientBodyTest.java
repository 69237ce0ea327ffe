package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.service.ClientPatch;
import dev.assay.service.ClientWish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientBodyTest {
    private static final Instant END = Instant.parse("2027-01-31T12:00:00Z");

    @Test
    void readsAWish() {
        assertEquals(new ClientWish("robot", List.of("auditor", "key-administrator"), Optional.of(END)),
                ClientBody.wish(
                        Bytes.utf8("{\"NAME\":\"robot\",\"roles\":[\"auditor\",\"key-administrator\",\"auditor\"],"
                                + "\"expiresAt\":\"2027-01-31T12:00:00Z\"}")));
        assertEquals(new ClientWish("root", List.of(), Optional.empty()),
                ClientBody.wish(Bytes.utf8("{\"name\":\"root\",\"expiresAt\":null}")));
    }

    @Test
    void tellsWhatStaysFromWhatIsTakenAway() {
        assertEquals(new ClientPatch(Optional.empty(), Optional.empty(), Optional.empty()),
                ClientBody.patch(Bytes.utf8("{}")));
        assertEquals(new ClientPatch(Optional.empty(), Optional.of(Optional.empty()), Optional.of(true)),
                ClientBody.patch(Bytes.utf8("{\"expiresAt\":null,\"disabled\":true}")));
        assertEquals(new ClientPatch(Optional.of(List.of()), Optional.of(Optional.of(END)), Optional.of(false)),
                ClientBody.patch(Bytes.utf8(
                        "{\"roles\":[],\"expiresAt\":\"2027-01-31T12:00:00Z\",\"disabled\":false}")));
    }

    @Test
    void readsAnOverlapAndARevocation() {
        assertEquals(Optional.of(Duration.ofHours(1)), ClientBody.overlap(Bytes.utf8("{\"overlapSeconds\":3600}")));
        assertEquals(Optional.empty(), ClientBody.overlap(Bytes.utf8("{}")));
        assertTrue(ClientBody.revoke(Bytes.utf8("{\"revoke\":true}")));
        assertFalse(ClientBody.revoke(Bytes.utf8("{}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wish    | {}                                                         | name is missing
            wish    | {"name":7}                                                 | name is not a string
            wish    | {"name":"robot","secret":"mine"}                           | body has a member
            wish    | {"name":"robot","disabled":true}                           | body has a member
            wish    | {"name":"robot","roles":"auditor"}                         | roles is not an array
            wish    | {"name":"robot","roles":[7]}                               | roles is not a string
            wish    | {"name":"robot","expiresAt":"tomorrow"}                    | expiresAt is not an instant
            wish    | {"name":"robot","expiresAt":"2027-01-31"}                  | expiresAt is not an instant
            wish    | {"name":"robot","expiresAt":"+10000-01-01T00:00:00Z"}      | expiresAt is not an instant
            wish    | {"name":"robot","expiresAt":1}                             | expiresAt is not a string
            wish    | {"name":"robot","Name":"robot"}                            |
            patch   | {"name":"other"}                                           | body has a member
            patch   | {"disabled":"yes"}                                         | disabled is not true or false
            patch   | {"disabled":null}                                          | disabled is not true or false
            patch   | {"roles":null}                                             | roles is not an array
            overlap | {"overlapSeconds":1.5}                                     | overlapSeconds is not a whole
            overlap | {"overlapSeconds":"1"}                                     | overlapSeconds is not a whole
            overlap | {"overlapSeconds":99999999999999999999}                    | overlapSeconds is not a whole
            overlap | {"overlap":1}                                              | body has a member
            revoke  | {"revoke":1}                                               | revoke is not true or false
            """)
    void refusesEveryMistakeByName(String which, String body, String message) {
        Function<Bytes, Object> reader = switch (which) {
            case "wish" -> ClientBody::wish;
            case "patch" -> ClientBody::patch;
            case "overlap" -> ClientBody::overlap;
            default -> ClientBody::revoke;
        };
        String said = assertThrows(MalformedException.class, () -> reader.apply(Bytes.utf8(body))).getMessage();
        assertTrue(message == null || said.replace(":", "").contains(message), said);
    }
}
