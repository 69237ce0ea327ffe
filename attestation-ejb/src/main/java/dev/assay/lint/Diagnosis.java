package dev.assay.lint;

import java.util.Optional;

/**
 * Why no claim meets a condition.
 *
 * @param test the comparison that is to blame, from 0
 */
record Diagnosis(String code, int test, String message, Optional<String> suggestion) {
    Diagnosis(String code, int test, String message, String suggestion) {
        this(code, test, message, Optional.of(suggestion));
    }
}
