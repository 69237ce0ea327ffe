package dev.assay.web.openapi;

import dev.assay.bytes.Bytes;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * One text that is served as it is.
 *
 * @param policy Content-Security-Policy
 */
record Leaf(String mediaType, String text, String policy) {
    void answer(String ifNoneMatch, HttpServletResponse response) throws IOException {
        Bytes octets = Bytes.utf8(text);
        String tag = "\"" + octets.sha256().toBase64Url() + "\"";
        headers(response, tag);
        // why: a client may have kept it from before an update, under the same URL.
        if (tag.equals(ifNoneMatch)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(mediaType);
        response.setContentLength(octets.length());
        response.getOutputStream().write(octets.toArray());
    }

    private void headers(HttpServletResponse response, String tag) {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("Vary", "Accept");
        response.setHeader("ETag", tag);
    }
}
