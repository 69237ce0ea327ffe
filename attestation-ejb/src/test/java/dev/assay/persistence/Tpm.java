package dev.assay.persistence;

import dev.assay.attestationkey.Specimens;
import dev.assay.attestationkey.TpmDevice.Origin;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.TpmState;
import dev.assay.persistence.TpmRegistration.Endorsement;
import dev.assay.persistence.TpmRegistration.Wish;
import dev.assay.tpm2.TpmPublic;
import java.util.Optional;

/** A TPM with an attestation and an endorsement key, as it enrols. */
record Tpm(TpmPublic attestation, TpmPublic endorsement) {
    static Tpm fresh() {
        return new Tpm(Specimens.attestationKey(), Specimens.endorsementKey());
    }

    Bytes key() {
        return Specimens.identity(attestation);
    }

    Tpm withAttestation(TpmPublic other) {
        return new Tpm(other, endorsement);
    }

    Tpm withEndorsement(TpmPublic other) {
        return new Tpm(attestation, other);
    }

    Wish enrolling() {
        return new Wish(Origin.ACTIVATION, key(), Optional.of(attestation.octets()),
                Optional.of(new Endorsement(Specimens.identity(endorsement), Bytes.utf8("certificate"))), "");
    }

    Wish registered(String label) {
        return new Wish(Origin.ADMINISTRATOR, key(), Optional.of(attestation.octets()), Optional.empty(), label);
    }

    TpmState state(long clock, long resets, long restarts) {
        return new TpmState(key(), clock, resets, restarts, true, -1L);
    }
}
