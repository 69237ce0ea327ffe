package dev.assay.tpm;

import dev.assay.bytes.MalformedException;
import dev.assay.json.RawMember;
import dev.assay.tpm.RequestFrame.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The payload's members (maa-tpm §2.1 to §2.3). Members the contract does not name mean nothing. */
final class TpmRequestReader {
    private static final int MOST_OTHER_KEYS = 2;

    private final RequestFrame frame;
    private final Fields data;

    TpmRequestReader(RequestFrame frame) {
        this.frame = frame;
        this.data = frame.data();
    }

    TpmRequest read() {
        Fields tpm = data.demandObject("tpm_att_data");
        return frame.version() == Version.V1 ? windows(tpm) : general(tpm);
    }

    private TpmRequest windows(Fields tpm) {
        PlatformClaimReader claims = new PlatformClaimReader(tpm);
        Fields key = data.demandObject("attest_key");
        RequestKey signer = new RequestKey(Jwk.read(key), raw(List.of("attest_key")), new KeyBinding.None());
        return request(OfferedKey.read(tpm), claims.current(), claims.boot(),
                new RequestKeys(Optional.of(signer), List.of()));
    }

    private TpmRequest general(Fields tpm) {
        Fields current = tpm.demandObject("current_attestation");
        OfferedKey key = OfferedKey.read(current);
        Optional<Fields> boot = tpm.object("boot_attestation");
        boot.ifPresent(state -> checkSameKey(state, key));
        return request(key, StateReader.read(current), boot.map(StateReader::read), keys());
    }

    /** TP-17: both states are one TPM's, so one key's. */
    private static void checkSameKey(Fields boot, OfferedKey key) {
        OfferedKey other = OfferedKey.readIfAny(boot);
        if (!other.none() && !(other.agrees() && other.spki().equals(key.spki())))
            throw boot.refuse("aik_pub", "is another attestation key than the current state's");
    }

    private TpmRequest request(OfferedKey key, QuotedState current, Optional<QuotedState> boot, RequestKeys keys) {
        return new TpmRequest(frame.signature(), frame.version() == Version.V1, ChallengeAnswer.read(data),
                RelyingParty.read(data), key, current, boot, keys,
                data.objects("custom_claims", CustomClaim.MOST).stream().map(CustomClaim::read).toList());
    }

    private RequestKeys keys() {
        Optional<RequestKey> signer = data.object("request_key").map(key -> key(key, List.of("request_key")));
        if (signer.isEmpty() && frame.signature().isPresent())
            throw data.refuse("request_key", "is missing");
        List<RequestKey> others = new ArrayList<>();
        for (Fields key : data.objects("other_keys", MOST_OTHER_KEYS)) {
            others.add(key(key, List.of("other_keys", String.valueOf(others.size()))));
        }
        return new RequestKeys(signer, others);
    }

    private RequestKey key(Fields key, List<String> place) {
        List<String> member = new ArrayList<>(place);
        member.add("jwk");
        return new RequestKey(Jwk.read(key.demandObject("jwk")), raw(member), KeyBinding.read(key));
    }

    /** maa-tpm §2.3: a binding is over the text as sent. */
    private String raw(List<String> place) {
        List<String> path = new ArrayList<>(data.path().isEmpty() ? List.of() : List.of(data.path()));
        path.addAll(place);
        return RawMember.find(frame.text(), path)
                .orElseThrow(() -> new MalformedException(String.join(".", path), "is missing"));
    }
}
