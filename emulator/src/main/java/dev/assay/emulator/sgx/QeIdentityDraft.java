package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.EmulatedPki;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The quoting enclave's identity, version 2, in the making (PCS v4, appendix B). */
public final class QeIdentityDraft extends SignedJsonDraft {
    private Octets miscselect = Octets.zero(4);
    private Octets miscselectMask = Octets.hex("ffffffff");
    private Octets attributes = Octets.hex("11000000000000000000000000000000");
    private Octets attributesMask = Octets.hex("fbffffffffffffff0000000000000000");
    private Octets mrSigner = QuotingEnclave.MRSIGNER;
    private int isvProdId = QuotingEnclave.ISVPRODID;
    private List<QeLevel> levels;

    QeIdentityDraft(EmulatedPki pki, Instant now) {
        super("enclaveIdentity", "QE", 2, pki, now);
        this.levels = List.of(
                new QeLevel(QuotingEnclave.ISVSVN, TcbInfoDraft.november(now, 1), "UpToDate", List.of()),
                new QeLevel(6, TcbInfoDraft.november(now, 3), "OutOfDate", List.of("INTEL-SA-00615")),
                new QeLevel(2, TcbInfoDraft.november(now, 6), "OutOfDate",
                        List.of("INTEL-SA-00334", "INTEL-SA-00615")));
    }

    /** @param value 4 octets and their mask */
    public QeIdentityDraft miscselect(Octets value, Octets mask) {
        this.miscselect = value;
        this.miscselectMask = mask;
        return this;
    }

    /** @param value 16 octets and their mask */
    public QeIdentityDraft attributes(Octets value, Octets mask) {
        this.attributes = value;
        this.attributesMask = mask;
        return this;
    }

    public QeIdentityDraft mrSigner(Octets value) {
        this.mrSigner = value;
        return this;
    }

    public QeIdentityDraft isvProdId(int value) {
        this.isvProdId = value;
        return this;
    }

    public QeIdentityDraft levels(List<QeLevel> values) {
        this.levels = List.copyOf(values);
        return this;
    }

    /** Changes the level the quoting enclave meets. */
    public QeIdentityDraft current(UnaryOperator<QeLevel> change) {
        List<QeLevel> changed = new ArrayList<>(levels);
        changed.set(0, change.apply(levels.get(0)));
        return levels(changed);
    }

    @Override
    String[] subject() {
        return new String[0];
    }

    @Override
    String[] body() {
        return new String[]{hex("miscselect", miscselect), hex("miscselectMask", miscselectMask),
                hex("attributes", attributes), hex("attributesMask", attributesMask), hex("mrsigner", mrSigner),
                JsonText.member("isvprodid", isvProdId),
                JsonText.member("tcbLevels", JsonText.array(levels.stream().map(QeLevel::json).toList()))};
    }

    private static String hex(String name, Octets value) {
        return JsonText.member(name, JsonText.quoted(value.toUpperHex()));
    }
}
