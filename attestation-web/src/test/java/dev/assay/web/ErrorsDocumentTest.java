package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.evidence.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/errors.md holds a row for each code, with the table's status, and none for codes that do not exist. */
class ErrorsDocumentTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("basedir", "."), "..", "docs", "errors.md");
    private static final Pattern CODE_ROW = Pattern
            .compile("(?m)^\\| (\\d{3}) \\| `(\\w+)` \\| [^|]{10,} \\| [^|]{10,} \\|$");
    private static final Pattern REASON_ROW = Pattern
            .compile("(?m)^\\| `([a-z-]+)` \\| `(\\w+)` \\| [^|]{10,} \\| [^|]{10,} \\|$");

    @Test
    void listsEveryCodeWithItsStatusCauseAndRemedy() throws IOException {
        List<String> expected = Arrays.stream(ErrorCode.values()).map(code -> code.status() + " " + code.wireName())
                .sorted().toList();
        assertEquals(expected, rows(CODE_ROW));
    }

    @Test
    void listsEveryReasonWithItsCodeCauseAndRemedy() throws IOException {
        List<String> expected = Arrays.stream(Reason.values()).filter(reason -> reason != Reason.PERMITTED)
                .map(reason -> reason.code() + " " + Answers.code(reason).wireName()).sorted().toList();
        assertEquals(expected, rows(REASON_ROW));
    }

    private static List<String> rows(Pattern row) throws IOException {
        List<String> rows = new ArrayList<>();
        var matcher = row.matcher(Files.readString(DOCUMENT));
        while (matcher.find()) {
            rows.add(matcher.group(1) + " " + matcher.group(2));
        }
        return rows.stream().sorted().toList();
    }
}
