package dev.assay.dcap;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the inner objects of PCS v4 documents, whose signature has been verified. */
final class TcbDocuments {
    private static final int MAX_U16 = 0xffff;
    private static final long MAX_U32 = 0xffff_ffffL;

    private TcbDocuments() {}

    /** @throws Refusal where the document is of a format other than version 3 for SGX */
    static TcbInfo sgxTcbInfo(Bytes json) {
        JsonFields info = new JsonFields("tcbInfo", StrictJson.object("tcbInfo", json));
        long version = info.whole("version", MAX_U32);
        if (version != 3) {
            throw new Refusal(Reason.TCB_INFO_VERSION_UNSUPPORTED,
                    "tcbInfo.version is " + version + "; this release judges version 3 only");
        }
        expect(info, "id", Set.of("SGX"));
        if (info.whole("tcbType", MAX_U32) != 0)
            throw info.wrong("tcbType", "must be 0");
        // CO-05: members that decide for another kind of evidence are not silently dropped.
        if (info.has("tdxModule") || info.has("tdxModuleIdentities")) {
            throw info.wrong("tdxModule", "does not belong into TCB Info for SGX");
        }
        return new TcbInfo(info.text("id"), info.instant("issueDate"), info.instant("nextUpdate"), info.hex("fmspc", 6),
                info.hex("pceId", 2), info.whole("tcbEvaluationDataNumber", MAX_U32),
                info.objects("tcbLevels").stream().map(TcbDocuments::level).toList());
    }

    static QeIdentity qeIdentity(Bytes json) {
        JsonFields identity = new JsonFields("enclaveIdentity", StrictJson.object("enclaveIdentity", json));
        if (identity.whole("version", MAX_U32) != 2)
            throw identity.wrong("version", "must be 2");
        expect(identity, "id", Set.of("QE"));
        return new QeIdentity(identity.text("id"), identity.instant("issueDate"), identity.instant("nextUpdate"),
                identity.whole("tcbEvaluationDataNumber", MAX_U32), identity.hex("miscselect", 4),
                identity.hex("miscselectMask", 4), identity.hex("attributes", 16), identity.hex("attributesMask", 16),
                identity.hex("mrsigner", 32), (int) identity.whole("isvprodid", MAX_U16),
                identity.objects("tcbLevels").stream().map(TcbDocuments::enclaveLevel).toList());
    }

    private static TcbLevel level(JsonFields level) {
        JsonFields tcb = level.object("tcb");
        List<Integer> components = new ArrayList<>();
        for (JsonFields component : tcb.objects("sgxtcbcomponents")) {
            components.add((int) component.whole("svn", 0xff)); // SG-06: 0–255, never a signed octet
        }
        if (components.size() != PckExtension.COMPONENTS) {
            throw tcb.wrong("sgxtcbcomponents", "must hold exactly 16 components"); // SG-05
        }
        return new TcbLevel(components, (int) tcb.whole("pcesvn", MAX_U16), level.status("tcbStatus"),
                level.instant("tcbDate"), level.texts("advisoryIDs"));
    }

    private static EnclaveLevel enclaveLevel(JsonFields level) {
        return new EnclaveLevel((int) level.object("tcb").whole("isvsvn", MAX_U16), level.status("tcbStatus"),
                level.instant("tcbDate"), level.texts("advisoryIDs"));
    }

    private static void expect(JsonFields fields, String name, Set<String> known) {
        if (!known.contains(fields.text(name))) {
            throw new MalformedException(fields.path() + "." + name, "must be one of " + known);
        }
    }
}
