package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** An error as docs/errors.md describes it: what everyone who is refused gets, and nothing of our insides. */
record Refusal(Client.Answer answer) {
    private static final Pattern REQUEST_ID = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    private static final Pattern INSIDES = Pattern
            .compile("Exception|Error:|\\tat |\\.java|dev\\.assay|jakarta\\.|org\\.glassfish|<html",
                    Pattern.CASE_INSENSITIVE);

    /** Checks the shape and returns this. */
    static Refusal in(Client.Answer answer) {
        String body = answer.body();
        assertEquals(Optional.of("application/json; charset=utf-8"), answer.header("Content-Type"), body);
        assertTrue(answer.header("x-ms-request-id").filter(id -> REQUEST_ID.matcher(id).matches()).isPresent(), body);
        assertFalse(INSIDES.matcher(body).find(), body);
        assertEquals(Set.of("error"), Json.object(body).keySet(), body);
        Refusal refusal = new Refusal(answer);
        assertTrue(Set.of("code", "message", "innererror").containsAll(refusal.error().keySet()), body);
        assertFalse(refusal.message().isBlank(), body);
        assertEquals(answer.header("x-ms-error-code"), Optional.of(refusal.code()), body);
        return refusal;
    }

    private JsonObject error() {
        return Json.object(answer.body()).getJsonObject("error");
    }

    String code() {
        return error().getString("code");
    }

    String message() {
        return error().getString("message");
    }

    /** The verdict's reason; empty where none was reached. */
    Optional<String> reason() {
        return Optional.ofNullable(error().getJsonObject("innererror")).map(inner -> inner.getString("code"));
    }

    Refusal is(int status, String code) {
        assertEquals(status + " " + code, answer.status() + " " + code(), answer.body());
        return this;
    }

    Refusal says(String words) {
        assertTrue(message().contains(words), () -> words + " in " + message());
        return this;
    }
}
