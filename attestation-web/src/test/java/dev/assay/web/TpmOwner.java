package dev.assay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.tpm.EmulatedTpmDevice;
import dev.assay.identity.Role;
import java.net.http.HttpResponse;
import java.time.Instant;

/** Has a tenant trust the authorities of emulated devices, over the management plane. */
record TpmOwner(Wire wire, Cast cast, String tenant) {
    private static final String JSON = "application/json";
    static final String POLICY = """
            version=1.2;
            configurationrules { => issueproperty(type="required_pcr_mask", value=255); };
            authorizationrules { [type=="aikValidated", value==true] => permit(); };
            issuancerules {
                c:[type=="secureBootEnabled"] => issue(claim=c);
                c:[type=="aikValidated"] => issue(claim=c);
            };
            """;

    /** Authorities of attestation keys and of endorsement keys, each with its list. */
    TpmOwner trusting(EmulatedTpmDevice device) throws Exception {
        Instant now = Instant.now();
        var pki = device.identity().pki();
        authority("aik", pki.attestationCa().der(), pki.attestationCrl(now));
        authority("ek", pki.endorsementCa().der(), pki.endorsementCrl(now));
        return this;
    }

    private void authority(String use, Octets certificate, Octets crl) throws Exception {
        made(201, wire.post(path() + "/tpm-authorities", "{\"use\":\"" + use + "\",\"certificate\":\""
                + certificate.toBase64Url() + "\",\"crl\":\"" + crl.toBase64Url() + "\"}",
                cast.hire(tenant, Role.TENANT_ADMINISTRATOR).headers("Content-Type", JSON)));
    }

    TpmOwner deciding(String policy) throws Exception {
        made(200, wire.send("PUT", path() + "/policies/Tpm", policy,
                cast.hire(tenant, Role.POLICY_ADMINISTRATOR).headers("Content-Type", "text/plain", "If-Match", "*")));
        return this;
    }

    /** @param settings a JSON object */
    TpmOwner set(String settings) throws Exception {
        made(200, wire.send("PATCH", path(), settings,
                cast.administrator().headers("Content-Type", JSON, "If-Match", "*")));
        return this;
    }

    TpmVisitor reader() throws Exception {
        return TpmVisitor.of(wire, tenant, cast.hire(tenant, Role.ATTESTATION_READER));
    }

    String path() {
        return "/management/v1/tenants/" + tenant;
    }

    private static void made(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
    }
}
