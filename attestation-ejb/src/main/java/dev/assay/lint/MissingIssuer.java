package dev.assay.lint;

import dev.assay.claims.Issuer;
import dev.assay.policy.Property;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Conditions that take a claim from anybody (maa-policy §4). */
final class MissingIssuer implements Check {
    @Override
    public void look(Reading reading, Findings findings) {
        for (RuleView view : reading.rules()) {
            view.conditions().stream().filter(condition -> !Tests.asks(condition.condition(), Property.ISSUER))
                    .filter(condition -> !condition.matching().isEmpty())
                    .forEach(condition -> findings.add(warning(reading, view, condition)));
        }
    }

    private static Warning warning(Reading reading, RuleView view, ConditionView condition) {
        List<String> issuers = condition.matching().stream().map(Shape::issuer).distinct().sorted()
                .map(Issuer::wireName).toList();
        boolean clients = reading.vocabulary().customClaims();
        boolean weighs = view.decides() && (clients || issuers.size() > 1);
        Spot spot = view.spot(condition);
        return new Warning("no-issuer", weighs ? Grade.WARNING : Grade.NOTE, spot.at(), spot.path(),
                "This condition names no issuer. " + risk(issuers, clients) + decision(weighs),
                Optional.of("Add issuer==\"%s\".".formatted(issuers.getFirst())));
    }

    private static String risk(List<String> issuers, boolean clients) {
        if (issuers.size() > 1)
            return issuers.stream().collect(Collectors.joining(" and ", "Claims of ", " meet it alike"));
        return clients
                ? "Clients send claims of their own with this evidence; only the prefix the service puts before their "
                        + "names keeps those from meeting it"
                : "Only %s makes such a claim now; a rule that adds one later would meet it as well"
                        .formatted(issuers.getFirst());
    }

    private static String decision(boolean weighs) {
        return weighs ? ", and this rule decides about the token." : ".";
    }
}
