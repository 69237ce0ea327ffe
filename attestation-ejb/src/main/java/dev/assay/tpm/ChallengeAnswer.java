package dev.assay.tpm;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import java.util.Optional;

/**
 * What a request says it answers, read without the rest: for whoever issued the challenge. Unverified.
 *
 * @param challenge 1–64 octets
 * @param serviceContext as sent; absent on the command line
 */
public record ChallengeAnswer(Bytes challenge, Optional<String> serviceContext) {
    private static final int LONGEST_CONTEXT = 8 * 1024;
    private static final int LONGEST_CHALLENGE = 64;

    /**
     * @param request a compact JWS, or on the command line its payload
     * @throws MalformedException naming the member
     * @throws dev.assay.evidence.Refusal {@code VBS_UNSUPPORTED}
     */
    public static ChallengeAnswer read(Bytes request) {
        return read(RequestFrame.read(request).data());
    }

    static ChallengeAnswer read(Fields data) {
        Bytes challenge = data.demandOctets("challenge");
        // EV-09: an empty challenge would match an empty extraData.
        if (challenge.length() == 0 || challenge.length() > LONGEST_CHALLENGE)
            throw data.refuse("challenge", "is not 1 to 64 bytes long");
        return new ChallengeAnswer(challenge, data.text("service_context", LONGEST_CONTEXT));
    }
}
