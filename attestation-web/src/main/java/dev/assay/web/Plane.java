package dev.assay.web;

import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** Each plane refuses a caller and a request in its own words ("Settled", Wire). */
enum Plane {
    /** As the hosted service: 401 whatever is missing (maa-api §8). */
    DATA {
        @Override
        Response unidentified(boolean sent) {
            return unauthorized(sent).toResponse();
        }

        @Override
        Response forbidden() {
            return unidentified(true);
        }

        @Override
        Response stranger() {
            return unidentified(true);
        }
    },
    /** {@code /operations/policy} of 2018-09-01-preview: as the data plane, and a 401's body is a JSON string. */
    PREVIEW {
        @Override
        Response unidentified(boolean sent) {
            return new JsonText(401, ROLES).builder().header("x-ms-error-code", ErrorCode.UNAUTHORIZED.wireName())
                    .header("WWW-Authenticate", challenge(sent)).build();
        }

        @Override
        Response forbidden() {
            return unidentified(true);
        }

        @Override
        Response stranger() {
            return unidentified(true);
        }
    },
    /** 401 unidentified, 403 without the role, 404 for what is another tenant's. */
    MANAGEMENT {
        @Override
        Response unidentified(boolean sent) {
            return new Problem(401, "token-missing-or-refused", "The caller is not identified.",
                    "Authorization: holds no access token of this service that is good now. Get one at /oauth2/token.")
                    .with("WWW-Authenticate", challenge(sent)).toResponse();
        }

        @Override
        Response forbidden() {
            return new Problem(403, "role-missing", "The caller may not do this.",
                    "The caller's roles do not include one that this call takes.").toResponse();
        }

        @Override
        Response stranger() {
            return new Problem(404, "tenant-not-found", "There is no such tenant.",
                    "No tenant of this name is known to the caller.").toResponse();
        }

        @Override
        Response unavailable() {
            return new Problem(503, "issuer-unavailable", "The service cannot answer now.",
                    "Authorization: the token's issuer cannot be asked now. Try again later.")
                    .with("Retry-After", "5").toResponse();
        }

        @Override
        Response refused(RequestRefused refused) {
            return Problem.of(refused).toResponse();
        }

        @Override
        Response status(int status) {
            return Statuses.problem(status).toResponse();
        }
    },
    /** Azure Resource Manager's interface: the management plane's statuses, in its error body (maa-api §9). */
    RESOURCE_MANAGER {
        @Override
        Response unidentified(boolean sent) {
            return Answer.error(ErrorCode.AUTHENTICATION_FAILED,
                    "Authorization: holds no access token of this service that is good now. Get one at /oauth2/token.")
                    .with("WWW-Authenticate", challenge(sent)).toResponse();
        }

        @Override
        Response forbidden() {
            return Answer.error(ErrorCode.AUTHORIZATION_FAILED,
                    "The caller's roles do not include platform-administrator, which this call takes.").toResponse();
        }

        @Override
        Response stranger() {
            return Answer.error(ErrorCode.RESOURCE_NOT_FOUND, "The caller knows of no such resource.").toResponse();
        }
    };

    private static final Pattern OPERATIONS = Pattern.compile("(?i:/*t/[^/]+)?/*operations/.*");
    private static final String ROLES = "Authorization: holds no token that gives the caller the role this call takes. "
            + "It takes Attestation Reader to read and Attestation Contributor to write.";

    /** @param path canonical, as {@link CanonicalPath} makes it, or as sent */
    static Plane of(String path) {
        String first = Arrays.stream(path.split("/")).filter(segment -> !segment.isEmpty()).findFirst().orElse("");
        return switch (first.toLowerCase(Locale.ROOT)) {
            case "management" -> MANAGEMENT;
            case "subscriptions", "providers" -> RESOURCE_MANAGER;
            default -> OPERATIONS.matcher(path).matches() ? PREVIEW : DATA;
        };
    }

    /** The data plane's one answer to whoever may not. */
    static Answer unauthorized(boolean sent) {
        return Answer.error(ErrorCode.UNAUTHORIZED, ROLES).with("WWW-Authenticate", challenge(sent));
    }

    static Answer issuerUnavailable() {
        return Answer.error(ErrorCode.SERVICE_UNAVAILABLE,
                "Authorization: the token's issuer cannot be asked now. Try again later.").with("Retry-After", "5");
    }

    /** RFC 6750 §3: {@code error} only where a credential was sent. */
    private static String challenge(boolean sent) {
        return "Bearer realm=\"assay\"" + (sent ? ", error=\"invalid_token\"" : "");
    }

    /** No token that is believed. @param sent whether there was one at all */
    abstract Response unidentified(boolean sent);

    /** A caller without the role. */
    abstract Response forbidden();

    /** A caller of another tenant. */
    abstract Response stranger();

    /** Whether the token is to be believed cannot be told now. */
    Response unavailable() {
        return issuerUnavailable().toResponse();
    }

    /** A request that ended before any service was asked. */
    Response refused(RequestRefused refused) {
        Answer answer = Answer.error(refused.code(), refused.getMessage());
        // DO-01: the rest of the body is never read, so the connection cannot be used again.
        return (refused.code() == ErrorCode.BODY_TOO_LARGE ? answer.with("Connection", "close") : answer).toResponse();
    }

    /** What JAX-RS or the container chose, where no more is known. */
    Response status(int status) {
        return Statuses.answer(status).toResponse();
    }
}
