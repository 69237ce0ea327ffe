package dev.assay.lint;

import dev.assay.claims.ClaimValue;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** What is known of a value. @param readOnly whether a claim that holds it cannot be issued (maa-policy §7) */
record ValueShape(ValueForm form, boolean readOnly, Trail trail) {
    static final ValueShape ANY = plain(new ValueForm.Anything());

    static ValueShape plain(ValueForm form) {
        return new ValueShape(form, false, Trail.NONE);
    }

    static ValueShape literal(ClaimValue value) {
        Trail trail = value instanceof ClaimValue.Text(var text) ? Trail.of(text) : Trail.NONE;
        return new ValueShape(new ValueForm.Exactly(value), false, trail);
    }

    /** Of a value that is one of these. */
    static ValueShape anyOf(Collection<ValueShape> values) {
        if (values.isEmpty())
            return ANY;
        return new ValueShape(form(values.stream().map(ValueShape::form).collect(Collectors.toSet())),
                values.stream().anyMatch(ValueShape::readOnly),
                Trail.merged(values.stream().map(ValueShape::trail).distinct().toList()));
    }

    private static ValueForm form(Set<ValueForm> forms) {
        if (forms.size() == 1)
            return forms.iterator().next();
        Set<String> types = forms.stream().map(ValueForm::typeName).collect(Collectors.toSet());
        return types.size() == 1 ? ofType(types.iterator().next()) : new ValueForm.Anything();
    }

    private static ValueForm ofType(String type) {
        return switch (type) {
            case "Boolean" -> new ValueForm.Flags();
            case "Integer" -> new ValueForm.Wholes(Long.MIN_VALUE, Long.MAX_VALUE);
            case "String" -> new ValueForm.Texts();
            default -> new ValueForm.Anything();
        };
    }
}
