package dev.assay.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options of a command, each {@code --name value} once. */
public record Given(Map<String, String> values) {
    /** @throws IllegalArgumentException with a sentence naming the option */
    public static Given parse(String command, List<String> arguments, Set<String> names) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!names.contains(name))
                throw new IllegalArgumentException(name + " is not an option of " + command + ".");
            if (i + 1 == arguments.size())
                throw new IllegalArgumentException(name + " has no value.");
            if (given.put(name, arguments.get(i + 1)) != null)
                throw new IllegalArgumentException(name + " is given more than once.");
        }
        return new Given(given);
    }

    /** Empty where it is not given. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** @throws IllegalArgumentException where it is not given */
    public String demand(String name) {
        return text(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing."));
    }

    /** @throws IllegalArgumentException where it is no whole number from min to max */
    public int number(String name, int otherwise, int min, int max) {
        String text = text(name).orElse(Integer.toString(otherwise));
        if (text.matches("\\d{1,6}") && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max)
            return Integer.parseInt(text);
        throw new IllegalArgumentException(name + " is a whole number from " + min + " to " + max + ".");
    }
}
