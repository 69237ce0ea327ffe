package dev.assay.tpm;

import dev.assay.bytes.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * A request message (maa-tpm §2), parsed, nothing trusted.
 *
 * @param signature empty for a payload alone, as the command line takes it
 * @param windows whether it is of version 1, with Windows platform claims
 * @param current the state now
 * @param boot the state before hibernation, of the same cold boot
 */
public record TpmRequest(Optional<RequestSignature> signature, boolean windows, ChallengeAnswer answer,
        RelyingParty relyingParty, OfferedKey attestationKey, QuotedState current, Optional<QuotedState> boot,
        RequestKeys keys, List<CustomClaim> customClaims) {
    public TpmRequest {
        customClaims = List.copyOf(customClaims);
    }

    /**
     * @param octets a compact JWS, or a JSON payload alone, whose first octet is an opening brace: from the command line
     *        only
     * @throws dev.assay.bytes.MalformedException naming the member
     * @throws dev.assay.evidence.Refusal {@code VBS_UNSUPPORTED}, {@code DRTM_UNSUPPORTED}, {@code IMA_UNSUPPORTED}
     */
    public static TpmRequest read(Bytes octets) {
        return new TpmRequestReader(RequestFrame.read(octets)).read();
    }

    public Bytes challenge() {
        return answer.challenge();
    }

    public Optional<String> serviceContext() {
        return answer.serviceContext();
    }
}
