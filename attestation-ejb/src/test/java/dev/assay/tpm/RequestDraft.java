package dev.assay.tpm;

import dev.assay.bytes.Bytes;
import dev.assay.tpm2.TpmHash;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A version 2 request in the making; every part can be changed before and after it is signed. */
final class RequestDraft {
    /** How {@code request_key} is bound. */
    enum Binding {
        NONE,
        QUOTED,
        CERTIFIED
    }

    static final Bytes CHALLENGE = Bytes.hex("000102030405060708090a0b0c0d0e0f");
    static final long USUAL_KEY = 0x40072L;

    String header = "{\"alg\":\"PS256\",\"typ\":\"attReqV2\"}";
    Bytes challenge = CHALLENGE;
    Binding binding = Binding.QUOTED;
    KeyPair requestKey = SoftKeys.REQUEST;
    KeyPair jwsSigner = SoftKeys.REQUEST;
    String attType = "basic";
    String aik = "\"aik_pub\":" + SoftKeys.jwk(SoftKeys.AIK);
    String more = "";
    Optional<Bytes> extraData = Optional.empty();
    StateDraft current = new StateDraft();
    Optional<StateDraft> boot = Optional.empty();
    final CertifyDraft certify = new CertifyDraft();
    final List<String> otherKeys = new ArrayList<>();
    /** Changes the text of request_key.jwk that is sent, once the quote was made over the usual one. */
    UnaryOperator<String> sentJwk = UnaryOperator.identity();
    UnaryOperator<String> payload = UnaryOperator.identity();
    /** Changes the compact form after it was signed. */
    UnaryOperator<String> sent = UnaryOperator.identity();

    /** TPM2_Certify of a key; every part can be changed. */
    static final class CertifyDraft {
        KeyPair signer = SoftKeys.AIK;
        Bytes challenge = CHALLENGE;
        Optional<Bytes> area = Optional.empty();
        Optional<Bytes> name = Optional.empty();
        int type = 0x8017;

        String json(KeyPair key) {
            Bytes sent = area.orElse(SoftKeys.area(key, USUAL_KEY, 0x10));
            Bytes named = name.orElse(new Octets().u16(0x0b).add(sent.sha256()).bytes());
            Bytes attest = new Octets().u32(0xff544347L).u16(type).sized(Bytes.hex("000b" + "11".repeat(32)))
                    .sized(challenge).u64(1).u32(7).u32(2).u8(1).u64(1).sized(named).sized(named).bytes();
            return "{\"tpm_certify\":{\"public\":\"" + sent.toBase64Url() + "\",\"certification\":\""
                    + attest.toBase64Url() + "\",\"signature\":\""
                    + SoftKeys.signed(attest, signer, 0x14, TpmHash.SHA256).toBase64Url() + "\"}}";
        }
    }

    String payload() {
        String jwk = SoftKeys.jwk(requestKey);
        current.extraData = extraData.orElse(binding == Binding.QUOTED
                ? Bytes.utf8(jwk).concat(Bytes.hex("00")).concat(challenge).sha256()
                : challenge);
        String info = switch (binding) {
            case NONE -> "{}";
            case QUOTED -> "{\"tpm_quote\":{\"hash_alg\":\"sha-256\"}}";
            case CERTIFIED -> certify.json(requestKey);
        };
        String states = "\"current_attestation\":" + current.json(aik)
                + boot.map(state -> ",\"boot_attestation\":" + state.json(aik)).orElse("");
        return payload.apply("{\"att_type\":\"" + attType + "\",\"att_data\":{\"challenge\":\""
                + challenge.toBase64Url() + "\",\"service_context\":\"c2M\",\"tpm_att_data\":{" + states
                + "},\"request_key\":{\"jwk\":" + sentJwk.apply(jwk) + ",\"info\":" + info + "},\"other_keys\":["
                + String.join(",", otherKeys) + "]" + more + "}}");
    }

    Bytes bare() {
        return Bytes.utf8(payload());
    }

    Bytes jws() {
        String input = Bytes.utf8(header).toBase64Url() + "." + Bytes.utf8(payload()).toBase64Url();
        Bytes signature = SoftKeys.pss(Bytes.utf8(input), jwsSigner, TpmHash.SHA256);
        return Bytes.utf8(sent.apply(input + "." + signature.toBase64Url()));
    }
}
