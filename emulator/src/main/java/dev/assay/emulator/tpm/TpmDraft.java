package dev.assay.emulator.tpm;

import dev.assay.emulator.bytes.Octets;
import java.time.Instant;
import java.util.Optional;

/** Everything one request is made from, before anything is signed. Belongs to one thread. */
public final class TpmDraft {
    private final EmulatedTpmDevice device;
    private final TpmChallenge challenge;
    private final Instant now;
    private final StateDraft state;
    private final RequestDraft request;
    private final AikDraft aik;
    private Optional<StateDraft> boot = Optional.empty();
    private TpmClock last;

    TpmDraft(EmulatedTpmDevice device, TpmChallenge challenge, Instant now) {
        this.device = device;
        this.challenge = challenge;
        this.now = now;
        this.state = new StateDraft(device);
        this.request = new RequestDraft(device, challenge);
        this.aik = new AikDraft(device.identity(), now);
        this.last = device.clock();
    }

    public EmulatedTpmDevice device() {
        return device;
    }

    public TpmChallenge challenge() {
        return challenge;
    }

    public Instant now() {
        return now;
    }

    /** The state now. */
    public StateDraft state() {
        return state;
    }

    public RequestDraft request() {
        return request;
    }

    public AikDraft aik() {
        return aik;
    }

    /** The state before the machine slept, of this machine at that time. */
    public StateDraft boot(EmulatedTpmDevice then) {
        StateDraft before = new StateDraft(then);
        this.boot = Optional.of(before);
        return before;
    }

    /** The clock the tenant saw last. */
    public TpmDraft last(TpmClock seen) {
        this.last = seen;
        return this;
    }

    TpmBundle make() {
        Octets qualifying = request.qualifyingData(challenge.value());
        String tpmData = switch (request.version()) {
            case V1 -> windows(qualifying);
            case V2 -> Json.object(Json.raw("current_attestation", state.json(aik.json(), qualifying)),
                    boot.map(before -> Json.raw("boot_attestation", before.json("", qualifying))).orElse(""));
        };
        String payload = request.payload(tpmData, challenge.value());
        return new TpmBundle(request.signed(payload), payload, device.identity().pki().attestationCa().der(),
                aik.crl().make(), aik.registration(), last);
    }

    private String windows(Octets qualifying) {
        return Json.object(Json.octets(boot.isEmpty() ? "srtm_boot_log" : "srtm_resume_log", state.log()),
                boot.map(before -> Json.octets("srtm_boot_log", before.log())).orElse(""), aik.json(),
                Json.octets("current_claim", state.platformClaim(qualifying)),
                boot.map(before -> Json.octets("boot_claim", before.platformClaim(qualifying))).orElse(""));
    }
}
