package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.service.ManagedPolicyAnswer.Problem;
import dev.assay.service.PolicyCheckAnswer.Checked;
import dev.assay.service.PolicyCheckAnswer.Finding;
import dev.assay.service.PolicyCheckAnswer.Place;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyCheckAnswersTest {
    @Test
    void hasErrorsAndWarningsWithTheirPlaces() {
        Checked checked = new Checked(List.of(new Problem(1, 2, "x", "policy", "m")),
                List.of(new Finding("no-permit", "warning", new Place(3, 4, "policy"), "n", Optional.of("s")),
                        new Finding("a-code", "note", new Place(5, 6, "p"), "o", Optional.empty())));
        assertEquals("{\"errors\":[{\"line\":1,\"column\":2,\"symbol\":\"x\",\"path\":\"policy\",\"message\":\"m\"}],"
                + "\"warnings\":[{\"code\":\"no-permit\",\"grade\":\"warning\",\"line\":3,\"column\":4,"
                + "\"path\":\"policy\",\"message\":\"n\",\"suggestion\":\"s\"},"
                + "{\"code\":\"a-code\",\"grade\":\"note\",\"line\":5,\"column\":6,\"path\":\"p\",\"message\":\"o\"}]}",
                PolicyCheckAnswers.json(checked).toString());
    }
}
