package dev.assay.service;

import dev.assay.bytes.Bytes;
import java.util.List;

/** What a client of {@code /attest/Tpm} says (maa-tpm §1); the enrolment is this service's own. */
sealed interface TpmMessage {
    /** {@code aikcert}: asks for a challenge. */
    record Init() implements TpmMessage {}

    /**
     * {@code aikpub}: asks to have an attestation key believed because of the endorsement key beside it.
     *
     * @param certificate of the endorsement key, DER
     * @param chain of that certificate, DER each
     * @param endorsement TPMT_PUBLIC or TPM2B_PUBLIC, as sent. @param attestation likewise
     */
    record Enrol(Bytes certificate, List<Bytes> chain, Bytes endorsement, Bytes attestation) implements TpmMessage {
        public Enrol {
            chain = List.copyOf(chain);
        }
    }

    /** {@code aikpub}, too: the secret the TPM opened. @param context octets of {@code service_context} */
    record Activate(Bytes secret, Bytes context) implements TpmMessage {}

    /** The request to attest. @param jws compact, as octets */
    record Request(Bytes jws) implements TpmMessage {}
}
