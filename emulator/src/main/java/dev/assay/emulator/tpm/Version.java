package dev.assay.emulator.tpm;

/** Of the request message (maa-tpm §2). */
public enum Version {
    V1("attReq"),
    V2("attReqV2");

    private final String type;

    Version(String type) {
        this.type = type;
    }

    String header() {
        return Json.object(Json.text("alg", "PS256"), Json.text("typ", type));
    }
}
