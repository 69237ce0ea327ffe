package dev.assay.cli;

import dev.assay.bytes.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What an appraisal was asked for, as text, whichever way it came: as options or as a line of JSON.
 *
 * @param values by the JSON member's name
 * @param lists likewise, for members that name several files: root, authorities
 * @param label turns a member's name into what the caller knows it by
 */
record Wishes(Map<String, String> values, Map<String, List<String>> lists, boolean revocation,
        UnaryOperator<String> label) {
    Wishes {
        values = Map.copyOf(values);
        lists = Map.copyOf(lists);
    }

    /** Files named by a member that may name several; empty where none is. */
    List<String> files(String name) {
        return lists.getOrDefault(name, List.of());
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String demand(String name) {
        return text(name).orElseThrow(() -> new UsageException(label(name) + " is missing."));
    }

    String label(String name) {
        return label.apply(name);
    }

    /** From a file, or from standard base64 in the line itself; both at once is refused. */
    Optional<Bytes> octets(String name) {
        Optional<String> inline = text(name + "Base64");
        if (inline.isPresent() && values.containsKey(name))
            throw new UsageException(label(name) + " and " + label(name + "Base64") + " exclude each other.");
        return inline.isPresent()
                ? inline.map(text -> base64(name + "Base64", text))
                : text(name).map(file -> InputFile.read(label(name), file));
    }

    private Bytes base64(String name, String text) {
        try {
            return Bytes.copyOf(java.util.Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException refused) {
            throw new UsageException(label(name) + " is not standard base64 (RFC 4648 section 4).");
        }
    }
}
