package dev.assay.launcher.wire;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.security.KeyPair;
import java.util.Base64;
import java.util.Map;

/**
 * A realm as Keycloak imports it: a client for each role, with a secret named after it, whose tokens are for one
 * audience; and the client {@code elsewhere}, whose tokens are for nobody in particular.
 *
 * @param key that it signs with
 * @param kid how it calls that key
 * @param clients the realm role of each client's service account
 */
record Realm(String name, KeyPair key, String kid, Map<String, String> clients) {
    String audience() {
        return "https://assay.example/" + name;
    }

    static String secret(String client) {
        return "secret-of-" + client;
    }

    JsonObject json() {
        JsonArrayBuilder roles = jakarta.json.Json.createArrayBuilder();
        JsonArrayBuilder made = jakarta.json.Json.createArrayBuilder().add(client("elsewhere"));
        JsonArrayBuilder users = jakarta.json.Json.createArrayBuilder();
        clients.forEach((client, role) -> {
            roles.add(object("name", role));
            made.add(client(client).add("protocolMappers", array(audienceMapper())));
            users.add(object("username", "service-account-" + client).add("enabled", true)
                    .add("serviceAccountClientId", client).add("realmRoles", array(role)));
        });
        return object("realm", name).add("enabled", true).add("clients", made).add("users", users)
                .add("roles", jakarta.json.Json.createObjectBuilder().add("realm", roles))
                .add("components", jakarta.json.Json.createObjectBuilder().add("org.keycloak.keys.KeyProvider", keys()))
                .build();
    }

    private static JsonObjectBuilder client(String id) {
        return object("clientId", id).add("secret", secret(id)).add("enabled", true)
                .add("serviceAccountsEnabled", true).add("standardFlowEnabled", false);
    }

    private JsonObjectBuilder audienceMapper() {
        return object("name", "audience").add("protocol", "openid-connect")
                .add("protocolMapper", "oidc-audience-mapper")
                .add("config", object("included.custom.audience", audience()).add("access.token.claim", "true"));
    }

    private JsonArrayBuilder keys() {
        String der = Base64.getEncoder().encodeToString(key.getPrivate().getEncoded());
        return jakarta.json.Json.createArrayBuilder()
                .add(object("name", "signing").add("providerId", "rsa").add("config",
                        config("algorithm", "RS256").add("privateKey", array(der)).add("kid", array(kid))))
                .add(object("name", "hmac").add("providerId", "hmac-generated").add("config",
                        config("algorithm", "HS512")))
                .add(object("name", "aes").add("providerId", "aes-generated").add("config",
                        config("secretSize", "16")));
    }

    private static JsonObjectBuilder config(String name, String value) {
        return jakarta.json.Json.createObjectBuilder().add("priority", array("100")).add("enabled", array("true"))
                .add("active", array("true")).add(name, array(value));
    }

    private static JsonObjectBuilder object(String name, String value) {
        return jakarta.json.Json.createObjectBuilder().add(name, value);
    }

    private static JsonArrayBuilder array(String value) {
        return jakarta.json.Json.createArrayBuilder().add(value);
    }

    private static JsonArrayBuilder array(JsonObjectBuilder value) {
        return jakarta.json.Json.createArrayBuilder().add(value);
    }
}
