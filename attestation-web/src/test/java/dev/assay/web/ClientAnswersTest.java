package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.assay.service.ClientAnswer;
import dev.assay.service.TenantAnswer.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClientAnswersTest {
    @Test
    void givesEachRefusalItsStatusAndItsCode() {
        assertEquals(List.of(400, 403, 404, 409, 412), Stream.of(Kind.values())
                .map(kind -> ClientAnswers.problem(new ClientAnswer.Refused(kind, "a-code", "A sentence.")))
                .peek(problem -> {
                    assertEquals("a-code", problem.body().getString("code"));
                    assertFalse(problem.body().getString("title").isEmpty());
                }).map(Problem::status).toList());
    }
}
