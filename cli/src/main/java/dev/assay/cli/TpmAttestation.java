package dev.assay.cli;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.StrictJson;

/** The JSON of one attestation (maa-tpm §2.2: what stands in current_attestation), as the core takes it. */
final class TpmAttestation {
    private TpmAttestation() {}

    /**
     * The payload around it, with the challenge it was made for. What is no JSON object stays as it is: the core says
     * what is wrong with it.
     *
     * @throws UsageException where it is not even meant to be JSON
     */
    static Bytes payload(String label, Bytes attestation, Bytes nonce) {
        Bytes text = Bytes.utf8(attestation.asUtf8().strip());
        if (text.length() == 0 || text.at(0) != '{')
            throw new UsageException(label + ": --type tpm takes the JSON of an attestation, an object with quote, "
                    + "signature, pcrs, logs and aik_cert or aik_pub.");
        try {
            StrictJson.object(label, attestation);
        } catch (MalformedException refused) {
            return attestation;
        }
        return Bytes.utf8("{\"challenge\":\"" + nonce.toBase64Url() + "\",\"tpm_att_data\":{\"current_attestation\":")
                .concat(text).concat(Bytes.utf8("}}"));
    }

    /** @param text hexadecimal digits, else base64url. @throws UsageException naming the option where it is neither */
    static Bytes nonce(String label, String text) {
        if (!text.isEmpty() && text.length() % 2 == 0 && text.matches("[0-9A-Fa-f]+"))
            return Bytes.hex(text);
        try {
            Bytes nonce = Base64Url.decode(label, text);
            if (nonce.length() > 0)
                return nonce;
        } catch (MalformedException refused) {
            // why: one sentence for both.
        }
        throw new UsageException(label + " is what the quote was made for, in hexadecimal or base64url.");
    }
}
