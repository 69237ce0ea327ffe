package dev.assay.web;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** The headers every answer has (UI-05). */
final class SecurityHeaders {
    private SecurityHeaders() {}

    /** What an answer lacks, or says too much of. */
    static List<String> missing(HttpResponse<String> answer) {
        List<String> missing = new ArrayList<>();
        require(missing, answer, "X-Content-Type-Options", "nosniff");
        require(missing, answer, "Referrer-Policy", "no-referrer");
        require(missing, answer, "x-ms-request-id", "00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        require(missing, answer, "Cache-Control", "no-store|no-cache|public, max-age=300");
        if (answer.statusCode() != 303 && answer.statusCode() != 304)
            policy(missing, answer);
        // Over TLS alone: RFC 6797 §7.2.
        for (String telling : List.of("Server", "X-Powered-By", "Strict-Transport-Security"))
            if (answer.headers().firstValue(telling).isPresent())
                missing.add("there is " + telling);
        return missing;
    }

    private static void policy(List<String> missing, HttpResponse<String> answer) {
        require(missing, answer, "Content-Security-Policy", "(?=.*default-src 'none')(?=.*frame-ancestors 'none')"
                + "(?!.*script-src[^;]*'unsafe).*");
        boolean page = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
        if (page) {
            require(missing, answer, "X-Frame-Options", "DENY");
            require(missing, answer, "Cross-Origin-Opener-Policy", "same-origin");
            require(missing, answer, "Content-Security-Policy", ".*base-uri 'none'.*");
        }
    }

    /** Exactly once. */
    private static void require(List<String> missing, HttpResponse<String> answer, String name, String pattern) {
        List<String> values = answer.headers().allValues(name);
        if (values.size() != 1 || !values.getFirst().matches(pattern))
            missing.add(name + " is " + values);
    }
}
