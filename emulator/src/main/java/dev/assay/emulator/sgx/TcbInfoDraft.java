package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.EmulatedPki;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** TCB Info, version 3, of one family of platforms, in the making (PCS v4, appendix A). */
public final class TcbInfoDraft extends SignedJsonDraft {
    private Octets fmspc;
    private Octets pceId;
    private int tcbType;
    private List<TcbLevel> levels;

    TcbInfoDraft(EmulatedPki pki, PlatformFacts platform, Instant now) {
        super("tcbInfo", "SGX", 3, pki, now);
        this.fmspc = platform.fmspc();
        this.pceId = platform.pceId();
        this.levels = levels(platform, now);
    }

    /** The platform as it stands, up to date, and two levels it has left behind. */
    private static List<TcbLevel> levels(PlatformFacts platform, Instant now) {
        TcbLevel current = new TcbLevel(platform.components(), platform.pceSvn(), november(now, 1), "UpToDate",
                List.of());
        TcbLevel past = new TcbLevel(lowered(platform.components(), 1), platform.pceSvn(), november(now, 2),
                "OutOfDate",
                List.of("INTEL-SA-00828"));
        TcbLevel ancient = new TcbLevel(lowered(platform.components(), 4), 5, november(now, 5), "OutOfDate",
                List.of("INTEL-SA-00615", "INTEL-SA-00828"));
        return List.of(current, past, ancient);
    }

    private static List<Integer> lowered(List<Integer> components, int by) {
        List<Integer> lower = new ArrayList<>(components);
        lower.set(0, Math.max(0, components.get(0) - by));
        lower.set(1, Math.max(0, components.get(1) - by));
        return lower;
    }

    /** A past November, so that dates stay the same from one request to the next. */
    static Instant november(Instant now, int yearsAgo) {
        int year = now.atZone(ZoneOffset.UTC).getYear() - yearsAgo;
        return Instant.parse(year + "-11-12T00:00:00Z");
    }

    public TcbInfoDraft fmspc(Octets value) {
        this.fmspc = value;
        return this;
    }

    public TcbInfoDraft pceId(Octets value) {
        this.pceId = value;
        return this;
    }

    public TcbInfoDraft tcbType(int value) {
        this.tcbType = value;
        return this;
    }

    public List<TcbLevel> levels() {
        return levels;
    }

    public TcbInfoDraft levels(List<TcbLevel> values) {
        this.levels = List.copyOf(values);
        return this;
    }

    public TcbInfoDraft eachLevel(UnaryOperator<TcbLevel> change) {
        return levels(levels.stream().map(change).toList());
    }

    /** Changes the level the platform meets. */
    public TcbInfoDraft current(UnaryOperator<TcbLevel> change) {
        List<TcbLevel> changed = new ArrayList<>(levels);
        changed.set(0, change.apply(levels.get(0)));
        return levels(changed);
    }

    @Override
    String[] subject() {
        return new String[]{JsonText.member("fmspc", JsonText.quoted(fmspc.toUpperHex())),
                JsonText.member("pceId", JsonText.quoted(pceId.toUpperHex())), JsonText.member("tcbType", tcbType)};
    }

    @Override
    String[] body() {
        return new String[]{
                JsonText.member("tcbLevels", JsonText.array(levels.stream().map(TcbLevel::json).toList()))};
    }
}
