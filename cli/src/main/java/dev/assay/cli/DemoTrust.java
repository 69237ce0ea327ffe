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
 * Has the demo tenant trust a maker of TPMs, over the management plane, by a client that is made for it and deleted.
 *
 * @param management base of the management plane. @param administrator an access token of a platform administrator
 */
record DemoTrust(Web web, String management, String administrator) {
    private static final String CLIENT = "walk";
    private static final String TENANT = "/management/v1/tenants/demo";
    private static final int LARGEST = 1 << 20;

    /** It cannot be done; the message says why in half a sentence. */
    static final class RefusedByServiceException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedByServiceException(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * @param certificate of the maker's CA, DER
     * @throws RefusedByServiceException where the service answers otherwise
     * @throws NoTokenException where it gives the client no token
     */
    void trust(Bytes certificate) {
        String token = ClientOptions.token(web, management, "demo." + CLIENT, secret());
        Web.Answer added = send("POST", TENANT + "/tpm-authorities", token, Json.line(Json.object()
                .add("use", "endorsement-keys").add("anchor", true).add("revocationRequired", false)
                .add("certificate", certificate.toBase64Url()).build()));
        send("DELETE", TENANT + "/clients/" + CLIENT, administrator, "");
        demand(added, "trusts no maker of TPMs");
    }

    /** why the second way: a walk that was broken off left its client behind. */
    private String secret() {
        Web.Answer made = send("POST", TENANT + "/clients", administrator,
                "{\"name\":\"" + CLIENT + "\",\"roles\":[\"tenant-administrator\"]}");
        JsonObject body = demand(made.status() == 409
                ? send("POST", TENANT + "/clients/" + CLIENT + "/rotate", administrator, "{\"overlapSeconds\":0}")
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

    private Web.Answer send(String method, String path, String token, String body) {
        return web.send(new Web.Call(method, URI.create(management + path), Map.of("Authorization", "Bearer " + token,
                "Content-Type", "application/json", "Accept", "application/json"), body, LARGEST));
    }
}
