package dev.assay.sgx;

import dev.assay.bytes.ByteReader;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.dcap.EnclaveReport;
import dev.assay.dcap.PckChain;
import dev.assay.dcap.PckExtension;
import dev.assay.dcap.QuoteHeader;
import dev.assay.dcap.QuoteSignature;
import dev.assay.evidence.Refusal;
import dev.assay.pki.Certificate;
import dev.assay.pki.UnsoundException;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Locale;

/** A quote's fields as they can be read, unverified: for people and comparisons, never for a decision. */
public final class SgxDescription {
    private static final JsonProvider JSON = JsonProvider.provider();

    private SgxDescription() {}

    /** {@code {"quote":{…}}}; empty where not even header and report are there. */
    public static JsonObject of(Bytes quote) {
        try {
            return wrap(whole(SgxQuoteReader.readUnchecked(quote, quote)));
        } catch (MalformedException partial) {
            return quote.length() < SgxQuote.SIGNED_LENGTH ? JsonValue.EMPTY_JSON_OBJECT : wrap(head(quote));
        }
    }

    private static JsonObject wrap(JsonObjectBuilder quote) {
        return JSON.createObjectBuilder().add("quote", quote).build();
    }

    private static JsonObjectBuilder head(Bytes quote) {
        ByteReader in = quote.reader();
        return header(QuoteHeader.read(in)).add("body", body(EnclaveReport.read(in)));
    }

    private static JsonObjectBuilder whole(SgxQuote quote) {
        QuoteSignature signature = quote.signature();
        JsonObjectBuilder json = header(quote.header()).add("body", body(quote.report()))
                .add("signature_data_len", quote.signatureLength())
                .add("total_len", SgxQuote.SIGNATURE_OFFSET + quote.signatureLength())
                .add("trailing_bytes", quote.trailing()).add("qe_report", qeReport(signature.qeReport()))
                .add("cert_data_type", signature.certificationDataType())
                .add("cert_data_len", signature.certificationData().length());
        if (signature.certificationDataType() == QuoteSignature.PCK_CERTIFICATE_CHAIN)
            addPck(json, signature);
        return json;
    }

    private static JsonObjectBuilder header(QuoteHeader header) {
        return JSON.createObjectBuilder().add("version", header.version())
                .add("att_key_type", header.attestationKeyType()).add("tee_type", header.teeType())
                .add("qe_svn", header.qeSvn()).add("pce_svn", header.pceSvn())
                .add("qe_vendor_id", header.qeVendorId().toHex()).add("user_data", header.userData().toHex());
    }

    private static JsonObjectBuilder body(EnclaveReport report) {
        return JSON.createObjectBuilder().add("cpusvn", report.cpuSvn().toHex())
                .add("miscselect", report.miscSelect().toHex()).add("attributes", report.attributes().toHex())
                .add("debug", report.debug()).add("mode64", report.mode64()).add("provisionkey", report.provisionKey())
                .add("kss", report.kss()).add("mrenclave", report.mrEnclave().toHex())
                .add("mrsigner", report.mrSigner().toHex()).add("configid", report.configId().toHex())
                .add("isvprodid", report.isvProdId()).add("isvsvn", report.isvSvn())
                .add("report_data", report.reportData().toHex());
    }

    private static JsonObjectBuilder qeReport(EnclaveReport report) {
        return JSON.createObjectBuilder().add("debug", report.debug()).add("mrenclave", report.mrEnclave().toHex())
                .add("mrsigner", report.mrSigner().toHex()).add("isvprodid", report.isvProdId())
                .add("isvsvn", report.isvSvn());
    }

    private static void addPck(JsonObjectBuilder json, QuoteSignature signature) {
        try {
            PckChain chain = PckChain.read(signature.pckChainPem());
            JsonObjectBuilder described = certificate(chain.pck());
            addExtension(described, PckExtension.read(chain.pck(), chain.issuedBy()));
            json.add("pck", described);
        } catch (MalformedException | UnsoundException | Refusal unreadable) {
            json.add("pck", JsonValue.NULL);
        }
    }

    private static JsonObjectBuilder certificate(Certificate pck) {
        return JSON.createObjectBuilder().add("serial", serial(pck)).add("issuer", pck.issuer())
                .add("not_before", pck.notBefore().toString())
                .add("not_after", pck.notAfter().toString());
    }

    /** Upper-case hexadecimal, two digits an octet, as certificate tools print it. */
    private static String serial(Certificate pck) {
        String digits = pck.serial().toString(16).toUpperCase(Locale.ROOT);
        return digits.length() % 2 == 0 ? digits : "0" + digits;
    }

    private static void addExtension(JsonObjectBuilder described, PckExtension extension) {
        JsonArrayBuilder components = JSON.createArrayBuilder();
        extension.tcbComponents().forEach(components::add);
        described.add("fmspc", extension.fmspc().toHex()).add("pceid", extension.pceId().toHex())
                .add("pcesvn", extension.pceSvn()).add("cpusvn_components", components);
    }
}
