package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.P256;
import java.security.KeyPair;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * A quote in the making. Setters change what is signed; the hooks named after a part change it as it is laid out, so
 * that what covers the part covers the change. Belongs to one thread.
 */
public final class QuoteDraft {
    private static final Octets INTEL = Octets.hex("939a7233f79c4ca9940a0db3957f0607");
    private static final int PEM_CHAIN = 5;

    private Octets header;
    private Report enclaveReport;
    private Report qeReport;
    private Octets qeAuthenticationData = QuotingEnclave.AUTHENTICATION_DATA;
    private KeyPair attestationKey;
    private KeyPair qeSigner;
    private int certificationType = PEM_CHAIN;
    private Octets afterCertification = Octets.zero(0);

    private UnaryOperator<Octets> signedPart = UnaryOperator.identity();
    private UnaryOperator<Octets> signature = UnaryOperator.identity();
    private UnaryOperator<Octets> attestationPoint = UnaryOperator.identity();
    private UnaryOperator<Octets> qeReportData = UnaryOperator.identity();
    private UnaryOperator<Octets> qeReportSignature = UnaryOperator.identity();
    private UnaryOperator<Octets> sentAuthenticationData = UnaryOperator.identity();
    private UnaryOperator<Octets> sent = UnaryOperator.identity();
    private LongUnaryOperator authLength = LongUnaryOperator.identity();
    private LongUnaryOperator authenticationDataLength = LongUnaryOperator.identity();
    private LongUnaryOperator certificationLength = LongUnaryOperator.identity();

    QuoteDraft(EmulatedPlatform platform, EmulatedEnclave enclave, Octets reportData) {
        Octets cpuSvn = platform.facts().reportedCpuSvn();
        this.header = header(platform);
        this.enclaveReport = enclave.report(cpuSvn, reportData);
        this.qeReport = QuotingEnclave.report(cpuSvn);
        this.attestationKey = platform.attestationKey();
        this.qeSigner = platform.pck().keys();
    }

    private static Octets header(EmulatedPlatform platform) {
        Octets userData = platform.facts().ppid().then(Octets.zero(4));
        return Octets.join(Octets.u16(3), Octets.u16(2), Octets.u32(0), Octets.u16(QuotingEnclave.ISVSVN),
                Octets.u16(platform.facts().reportedPceSvn()), INTEL, userData);
    }

    public QuoteDraft header(HeaderField field, Octets value) {
        if (value.length() != field.length)
            throw new IllegalArgumentException(field + " has " + field.length + " octets, not " + value.length());
        this.header = header.with(field.offset, value);
        return this;
    }

    public QuoteDraft enclaveReport(UnaryOperator<Report> change) {
        this.enclaveReport = change.apply(enclaveReport);
        return this;
    }

    /** Changes the quoting enclave's report, all but its report data. */
    public QuoteDraft qeReport(UnaryOperator<Report> change) {
        this.qeReport = change.apply(qeReport);
        return this;
    }

    public QuoteDraft qeAuthenticationData(Octets data) {
        this.qeAuthenticationData = data;
        return this;
    }

    public QuoteDraft attestationKey(KeyPair keys) {
        this.attestationKey = keys;
        return this;
    }

    /** Who signs the quoting enclave's report, in place of the PCK. */
    public QuoteDraft qeSigner(KeyPair keys) {
        this.qeSigner = keys;
        return this;
    }

    public QuoteDraft certificationType(int type) {
        this.certificationType = type;
        return this;
    }

    /** Header and enclave report, after they were signed. */
    public QuoteDraft signedPart(UnaryOperator<Octets> change) {
        this.signedPart = change;
        return this;
    }

    /** The quote's signature, r‖s. */
    public QuoteDraft signature(UnaryOperator<Octets> change) {
        this.signature = change;
        return this;
    }

    /** The attestation key's x‖y, before its hash enters the quoting enclave's report. */
    public QuoteDraft attestationPoint(UnaryOperator<Octets> change) {
        this.attestationPoint = change;
        return this;
    }

    /** The 64 octets of the quoting enclave's report data, before its report is signed. */
    public QuoteDraft qeReportData(UnaryOperator<Octets> change) {
        this.qeReportData = change;
        return this;
    }

    public QuoteDraft qeReportSignature(UnaryOperator<Octets> change) {
        this.qeReportSignature = change;
        return this;
    }

    /** The authentication data, after its hash entered the quoting enclave's report. */
    public QuoteDraft sentAuthenticationData(UnaryOperator<Octets> change) {
        this.sentAuthenticationData = change;
        return this;
    }

    /** What follows the certification data within the authentication data's length; nothing, unless told. */
    public QuoteDraft afterCertification(Octets more) {
        this.afterCertification = more;
        return this;
    }

    /** The finished quote. */
    public QuoteDraft sent(UnaryOperator<Octets> change) {
        this.sent = change;
        return this;
    }

    /** The length at offset 432. */
    public QuoteDraft authLength(LongUnaryOperator change) {
        this.authLength = change;
        return this;
    }

    /** The length at offset 1012. */
    public QuoteDraft authenticationDataLength(LongUnaryOperator change) {
        this.authenticationDataLength = change;
        return this;
    }

    public QuoteDraft certificationLength(LongUnaryOperator change) {
        this.certificationLength = change;
        return this;
    }

    Octets make(Octets certificationData) {
        Octets signed = header.then(enclaveReport.octets());
        Octets auth = authenticationPart(signed, certificationData);
        return sent
                .apply(Octets.join(signedPart.apply(signed), Octets.u32(authLength.applyAsLong(auth.length())), auth));
    }

    private Octets authenticationPart(Octets signed, Octets certificationData) {
        Octets point = attestationPoint.apply(P256.point(attestationKey.getPublic()));
        Octets bound = qeReportData.apply(point.then(qeAuthenticationData).sha256().then(Octets.zero(32)));
        Octets report = qeReport.with(ReportField.REPORTDATA, bound).octets();
        return Octets.join(signature.apply(P256.sign(attestationKey.getPrivate(), signed)), point, report,
                qeReportSignature.apply(P256.sign(qeSigner.getPrivate(), report)), authenticationData(),
                certification(certificationData), afterCertification);
    }

    private Octets authenticationData() {
        Octets data = sentAuthenticationData.apply(qeAuthenticationData);
        return Octets.u16((int) authenticationDataLength.applyAsLong(data.length())).then(data);
    }

    private Octets certification(Octets data) {
        return Octets.join(Octets.u16(certificationType), Octets.u32(certificationLength.applyAsLong(data.length())),
                data);
    }
}
