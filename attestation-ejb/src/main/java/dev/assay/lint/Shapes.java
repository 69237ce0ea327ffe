package dev.assay.lint;

import dev.assay.claims.Issuer;
import dev.assay.policy.Condition;
import dev.assay.policy.Property;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The claims that can be there, from the evidence and from the rules read so far. */
final class Shapes {
    private final Map<String, List<Shape>> byType = new LinkedHashMap<>();
    private final Set<Shape> known = new HashSet<>();

    Shapes(ClaimVocabulary vocabulary) {
        vocabulary.claims().forEach(claim -> add(Shape.of(claim)));
        if (vocabulary.customClaims()) {
            add(Shape.custom());
        }
    }

    void add(Shape shape) {
        if (known.add(shape)) {
            byType.computeIfAbsent(shape.type(), type -> new ArrayList<>()).add(shape);
        }
    }

    /** Those a condition's {@code type} leaves; all of them where it asks for no single one. */
    List<Shape> candidates(Condition condition) {
        Optional<String> type = Tests.text(condition, Property.TYPE);
        if (type.isEmpty())
            return byType.values().stream().flatMap(List::stream).toList();
        List<Shape> candidates = new ArrayList<>(byType.getOrDefault(type.get(), List.of()));
        if (!type.get().isEmpty()) {
            byType.getOrDefault("", List.of()).stream().filter(shape -> mayBe(shape, type.get(), condition))
                    .forEach(candidates::add);
        }
        return candidates;
    }

    /** why: a client's claims are named with the service's URL in front, so that a short name is hardly one of them. */
    private static boolean mayBe(Shape untyped, String type, Condition condition) {
        return untyped.issuer() != Issuer.CUSTOM_CLAIM || type.contains("://")
                || Tests.text(condition, Property.ISSUER).filter(Issuer.CUSTOM_CLAIM.wireName()::equals).isPresent();
    }
}
