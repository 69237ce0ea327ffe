package dev.assay.admin;

/** What an error page says: a title, and one sentence with what to do. */
record Problem(String title, String answer) {
    static Problem of(int status) {
        return switch (status) {
            case 403 -> new Problem("Not from this page",
                    "The request did not come from a page of this console. Open the console and try there.");
            case 404 -> new Problem("Page not found",
                    "The page does not exist, or your roles do not reach it.");
            case 405 -> new Problem("Not done this way", "This address does not take that kind of request.");
            case 503 -> new Problem("Not now", "The service cannot answer at the moment. Try again shortly.");
            default -> status < 500
                    ? new Problem("Not understood", "The request has a form this page does not take.")
                    : new Problem("This page failed", "The cause is in this node's log, under the reference below.");
        };
    }
}
