package dev.assay.launcher.wire;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.sgx.EmulatedAttester;
import dev.assay.emulator.sgx.ReportData;
import java.util.Base64;

/** What an emulated enclave hands out: a quote, and the data whose hash it binds. */
record Evidence(EmulatedAttester attester, Octets quote, Octets held) {
    static Evidence binding(EmulatedAttester attester, String held) {
        return binding(attester, Octets.utf8(held));
    }

    static Evidence binding(EmulatedAttester attester, Octets held) {
        return new Evidence(attester, attester.quote(ReportData.binding(held)), held);
    }

    /** The body of {@code POST /attest/SgxEnclave}; {@code dataType} is JSON or Binary. */
    String sgxRequest(String dataType) {
        return """
                {"quote":"%s","runtimeData":{"data":"%s","dataType":"%s"}}""".formatted(base64Url(quote),
                base64Url(held),
                dataType);
    }

    /** The quote under an Open Enclave header. */
    Octets openEnclaveReport() {
        return dev.assay.emulator.sgx.OpenEnclaveReport.around(quote);
    }

    static String base64Url(Octets octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets.toArray());
    }
}
