package dev.assay.web;

/** An authority for endorsement keys with its empty list, both good for decades, and an attestation key. */
final class TpmSamples {
    static final String AUTHORITY = "MIIBozCCAUmgAwIBAgIUczBBnJ6HxFwjqaZp0XbiGjooiD0wCgYIKoZIzj0EAwIwHjEcMBoGA1UEAwwTVFBNIEVLIENBIG9m"
            + "IGEgdGVzdDAgFw0yNjExMjQyMTA0NTRaGA8yMDU0MDQxMTIxMDQ1NFowHjEcMBoGA1UEAwwTVFBNIEVLIENBIG9mIGEgdGVz"
            + "dDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCykMlFlmYpSlCvAB_xlryeTromk4rBCECuuqymyucsPa4OcDVs4A29kyLrf"
            + "7NhsLBvShQYfKRhPUFkSTpKF4AOjYzBhMB0GA1UdDgQWBBTP5s25fl2d0Xvq8kAJnTvhOEicczAfBgNVHSMEGDAWgBTP5s25"
            + "fl2d0Xvq8kAJnTvhOEicczAPBgNVHRMBAf8EBTADAQH_MA4GA1UdDwEB_wQEAwIBBjAKBggqhkjOPQQDAgNIADBFAiA9ueMa"
            + "0x9W9GH0hb1YuO9t1syONZ-cxXJoEGCltrOSugIhAPMlD1wXZ8_w3ige5Ip0BuVfPtzZhhpMnLu4EAJh-zIT";
    static final String CRL = "MIG4MF8CAQEwCgYIKoZIzj0EAwIwHjEcMBoGA1UEAwwTVFBNIEVLIENBIG9mIGEgdGVzdBcNMjYxMTI0MjEwNDU0WhgPMjA1"
            + "MTA3MTYyMTA0NTRaoA4wDDAKBgNVHRQEAwIBATAKBggqhkjOPQQDAgNJADBGAiEAgorgT9ylzEwMc9JlxiDrfMyBCzbc7CUW"
            + "Iqsc2ZnY4qUCIQCy-bjCi6VdIsI0lothm2JXS3C95V6LRasxIec7t5kbcQ";
    /** TPMT_PUBLIC. */
    static final String PUBLIC_AREA = "ACMACwAFADIAAAAQABgACwADABAAIEx5jxp6_v8x__C5OMk-ffDyWDj7PrRnpoyRW4Ll105aACA3OR_AbXfu4FYwXTiZLaco"
            + "N1ooQaXw0v95V_LKUwy9yA";

    private TpmSamples() {}
}
