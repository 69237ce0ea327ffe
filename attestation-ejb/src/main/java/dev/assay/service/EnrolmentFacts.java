package dev.assay.service;

import dev.assay.attestationkey.EndorsementKeyTrust.Sound;
import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.json.CanonicalJson;
import dev.assay.json.StrictJson;
import dev.assay.tpm2.TpmPublic;
import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * What is wanted again when a TPM has opened its credential (TP-08): the secret, and which keys it is about.
 *
 * @param certificate of the endorsement key, DER
 */
record EnrolmentFacts(Bytes secret, Bytes certificate, Sound sound) {
    private static final String FIELD = "enrolment";

    Bytes write() {
        return Bytes.utf8(CanonicalJson.write(Json.createObjectBuilder().add("secret", secret.toBase64Url())
                .add("certificate", certificate.toBase64Url())
                .add("ek", sound.endorsement().octets().toBase64Url())
                .add("ak", sound.attestation().octets().toBase64Url())
                .add("ekSha256", sound.endorsementKey().toBase64Url())
                .add("akSha256", sound.attestationKey().toBase64Url())
                .add("akName", sound.attestationKeyName().toBase64Url()).build()));
    }

    static EnrolmentFacts read(Bytes written) {
        JsonObject json = StrictJson.object(FIELD, written);
        return new EnrolmentFacts(octets(json, "secret"), octets(json, "certificate"),
                new Sound(TpmPublic.read(octets(json, "ek")), TpmPublic.read(octets(json, "ak")),
                        octets(json, "ekSha256"), octets(json, "akSha256"), octets(json, "akName")));
    }

    private static Bytes octets(JsonObject json, String name) {
        return Base64Url.decode(FIELD + "." + name, json.getString(name));
    }
}
