package dev.assay.sgx;

import static dev.assay.claims.Claim.service;

import dev.assay.bytes.Bytes;
import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKind;
import dev.assay.dcap.EnclaveReport;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;

/** What a verified SGX quote says, for the policy and for the token (maa-tokens §4, maa-policy §9). */
final class SgxClaims {
    /** Names under which binary runtime data comes back (maa-tokens §4, §4.2). */
    static final List<String> HELD_DATA = List.of("x-ms-sgx-ehd", "maa-ehd", "aas-ehd");
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String TYPE = "sgx";

    private SgxClaims() {}

    static List<Claim> incoming(EnclaveReport report) {
        List<Claim> claims = new ArrayList<>();
        claims.add(service("x-ms-attestation-type", ClaimValue.of(TYPE)));
        claims.add(service("x-ms-sgx-is-debuggable", ClaimValue.of(report.debug())));
        claims.add(service("x-ms-sgx-product-id", ClaimValue.of(report.isvProdId())));
        claims.add(service("x-ms-sgx-svn", ClaimValue.of(report.isvSvn())));
        claims.add(service("x-ms-sgx-mrsigner", ClaimValue.of(report.mrSigner().toHex())));
        claims.add(service("x-ms-sgx-mrenclave", ClaimValue.of(report.mrEnclave().toHex())));
        claims.add(service("x-ms-sgx-report-data", ClaimValue.of(report.reportData().toHex())));
        if (report.kss())
            addKss(claims, report);
        addDeprecated(claims, report);
        return claims;
    }

    /** SG-12: these fields mean nothing without the KSS attribute. */
    private static void addKss(List<Claim> claims, EnclaveReport report) {
        claims.add(service("x-ms-sgx-config-id", ClaimValue.of(report.configId().toHex())));
        claims.add(service("x-ms-sgx-config-svn", ClaimValue.of(report.configSvn())));
        claims.add(service("x-ms-sgx-isv-extended-product-id", ClaimValue.of(report.isvExtProdId().toHex())));
        claims.add(service("x-ms-sgx-isv-family-id", ClaimValue.of(report.isvFamilyId().toHex())));
    }

    /** The 2020 names that policies of that time match on (maa-tokens §4.2). */
    private static void addDeprecated(List<Claim> claims, EnclaveReport report) {
        claims.add(service("$is-debuggable", ClaimValue.of(report.debug())));
        claims.add(service("$product-id", ClaimValue.of(report.isvProdId())));
        claims.add(service("$svn", ClaimValue.of(report.isvSvn())));
        claims.add(service("$sgx-mrsigner", ClaimValue.of(report.mrSigner().toHex())));
        claims.add(service("$sgx-mrenclave", ClaimValue.of(report.mrEnclave().toHex())));
        claims.add(service("$tee", ClaimValue.of(TYPE)));
    }

    static JsonObject token(EnclaveReport report, JsonObject collateral) {
        JsonObjectBuilder token = JSON.createObjectBuilder().add("x-ms-attestation-type", TYPE)
                .add("x-ms-sgx-is-debuggable", report.debug()).add("x-ms-sgx-product-id", report.isvProdId())
                .add("x-ms-sgx-svn", report.isvSvn()).add("x-ms-sgx-mrsigner", report.mrSigner().toHex())
                .add("x-ms-sgx-mrenclave", report.mrEnclave().toHex())
                .add("x-ms-sgx-report-data", report.reportData().toHex()).add("x-ms-sgx-collateral", collateral)
                .add("maa-attestationcollateral", collateral);
        if (report.kss()) {
            token.add("x-ms-sgx-config-id", report.configId().toHex()).add("x-ms-sgx-config-svn", report.configSvn())
                    .add("x-ms-sgx-isv-extended-product-id", report.isvExtProdId().toHex())
                    .add("x-ms-sgx-isv-family-id", report.isvFamilyId().toHex());
        }
        return token.build();
    }

    /** {@code x-ms-sgx-collateral}: SHA-256, lower-case hexadecimal (maa-tokens §4.1). */
    static JsonObject collateral(Bytes evidence, List<CollateralDocument> documents) {
        JsonObjectBuilder hashes = JSON.createObjectBuilder().add("quotehash", evidence.sha256().toHex());
        for (CollateralDocument document : documents) {
            String digest = document.digest().toHex();
            if (document.key().kind() == CollateralKind.TCB_INFO) {
                hashes.add("tcbinfohash", digest).add("tcbinfocertshash", document.issuerChainDigest().toHex());
            } else if (document.key().kind() == CollateralKind.QE_IDENTITY) {
                hashes.add("qeidhash", digest).add("qeidcertshash", document.issuerChainDigest().toHex());
            } else if (document.key().kind() == CollateralKind.ROOT_CA_CRL) {
                hashes.add("tcbinfocrlhash", digest).add("qeidcrlhash", digest);
            }
        }
        return hashes.build();
    }
}
