package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.service.ImpactAnswer;
import dev.assay.service.ImpactWish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImpactBodyTest {
    @Test
    void readsADraftWithTheUsualBounds() {
        assertEquals(new ImpactWish(Optional.of("version=1.0;"), OptionalInt.empty(),
                new ImpactWish.Span(1_000, Optional.empty(), Optional.empty()), Duration.ofSeconds(60), 20),
                read("{\"policy\":\"version=1.0;\"}"));
    }

    @Test
    void readsEveryMemberWhateverItsCase() {
        Instant from = Instant.parse("2026-11-24T12:00:00Z");
        assertEquals(new ImpactWish(Optional.empty(), OptionalInt.of(0),
                new ImpactWish.Span(7, Optional.of(from), Optional.of(from.plusSeconds(1))), Duration.ofSeconds(300),
                100),
                read("{\"PolicyVersion\":0,\"LAST\":7,\"from\":\"2026-11-24T12:00:00Z\","
                        + "\"to\":\"2026-11-24T12:00:01Z\",\"seconds\":300,\"examples\":100}"));
    }

    @Test
    void replaysAWholeWindowAsFarAsAReplayGoes() {
        assertEquals(10_000, read("{\"policyVersion\":1,\"from\":\"2026-11-24T12:00:00Z\"}").span().last());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"policy\":\"x\",\"policyVersion\":1}", "{\"policy\":1}",
            "{\"policyVersion\":-1}", "{\"policyVersion\":1.5}", "{\"policyVersion\":\"1\"}",
            "{\"policyVersion\":99999999999}", "{\"policyVersion\":0,\"last\":0}",
            "{\"policyVersion\":0,\"last\":10001}",
            "{\"policyVersion\":0,\"seconds\":0}", "{\"policyVersion\":0,\"seconds\":301}",
            "{\"policyVersion\":0,\"examples\":101}", "{\"policyVersion\":0,\"examples\":-1}",
            "{\"policyVersion\":0,\"from\":\"now\"}", "{\"policyVersion\":0,\"to\":1}",
            "{\"policyVersion\":0,\"from\":\"2026-11-24T12:00:00Z\",\"to\":\"2026-11-24T12:00:00Z\"}",
            "{\"policyVersion\":0,\"colour\":1}", "{\"policyVersion\":null}"})
    void refusesWhatIsNotPossible(String body) {
        assertThrows(MalformedException.class, () -> read(body));
    }

    @Test
    void neverEchoesAnUnknownMember() {
        assertFalse(assertThrows(MalformedException.class, () -> read("{\"<script>\":1}")).getMessage()
                .contains("script"));
    }

    @Test
    void givesEachRefusalItsStatus() {
        assertEquals(List.of(400, 403, 404, 409, 503),
                List.of(ImpactAnswer.Kind.values()).stream()
                        .map(kind -> ImpactAnswers.problem(new ImpactAnswer.Refused(kind, "code", "Why.")).status())
                        .toList());
    }

    private static ImpactWish read(String body) {
        return ImpactBody.read(Bytes.utf8(body));
    }
}
