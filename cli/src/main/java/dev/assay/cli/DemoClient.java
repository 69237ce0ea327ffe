package dev.assay.cli;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.cli.relying.Web;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import java.util.Map;

/**
 * A client of the demo tenant for as long as a walk takes; deleted when it is closed.
 *
 * @param management base of the management plane
 * @param administrator an access token of a platform administrator
 * @param token the client's own: it administrates the tenant and has TPMs attested
 */
record DemoClient(Web web, String management, String administrator, String token) implements AutoCloseable {
    private static final String NAME = "walk";
    private static final String TENANT = "/management/v1/tenants/demo";
    private static final String CLIENTS = TENANT + "/clients";
    private static final int LARGEST = 1 << 20;

    /** The service does not do it; the message says what in half a sentence. */
    static final class RefusedByServiceException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedByServiceException(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * @throws RefusedByServiceException where the service makes none
     * @throws NoTokenException where it gives the client no token
     */
    static DemoClient open(Web web, String management, String administrator) {
        DemoClient none = new DemoClient(web, management, administrator, administrator);
        return new DemoClient(web, management, administrator,
                ClientOptions.token(web, management, "demo." + NAME, none.secret()));
    }

    /** Has the tenant trust a maker of TPMs. @param certificate of its CA, DER */
    void trust(Bytes certificate) {
        demand(send("POST", TENANT + "/tpm-authorities", token, Json.line(Json.object().add("use", "ek")
                .add("anchor", true).add("revocationRequired", false).add("certificate", certificate.toBase64Url())
                .build())), "trusts no maker of TPMs");
    }

    @Override
    public void close() {
        send("DELETE", CLIENTS + "/" + NAME, administrator, "");
    }

    /** why the second way: a walk that was broken off left its client behind. */
    private String secret() {
        Web.Answer made = send("POST", CLIENTS, administrator,
                "{\"name\":\"" + NAME + "\",\"roles\":[\"tenant-administrator\",\"attestation-reader\"]}");
        JsonObject body = demand(made.status() == 409
                ? send("POST", CLIENTS + "/" + NAME + "/rotate", administrator, "{\"overlapSeconds\":0}")
                : made, "makes no client");
        if (body.get("secret") instanceof JsonString secret)
            return secret.getString();
        throw new RefusedByServiceException("the service shows no secret of a client it made");
    }

    private static JsonObject demand(Web.Answer answer, String what) {
        try {
            if (answer.status() / 100 == 2)
                return StrictJson.object("the answer", answer.body());
        } catch (MalformedException refused) {
            // why: told like any other answer that is not what was asked for.
        }
        throw new RefusedByServiceException("the service " + what + " (it answered " + answer.status() + ")");
    }

    private Web.Answer send(String method, String path, String bearer, String body) {
        return web.send(new Web.Call(method, URI.create(management + path), Map.of("Authorization",
                "Bearer " + bearer, "Content-Type", "application/json", "Accept", "application/json"), body, LARGEST));
    }
}
