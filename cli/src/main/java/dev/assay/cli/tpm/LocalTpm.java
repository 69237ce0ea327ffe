package dev.assay.cli.tpm;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.tpm2.PcrValues;
import dev.assay.tpm2.TpmHash;
import dev.assay.tpm2.TpmPublic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The machine's TPM with its endorsement key and one attestation key under it. Keys are loaded anew in every process:
 * what is saved of a loaded key does not survive a reset (Part 1, 30.3).
 */
final class LocalTpm {
    private static final String EK = "ek.ctx";
    private static final String AK = "ak.ctx";
    private static final String SESSION = "session.ctx";
    /** tpm2-tools' own head of a credential's file: magic and version. */
    private static final Bytes CREDENTIAL_FILE = Bytes.hex("badcc0de00000001");
    /** Registers move while the kernel measures files. */
    private static final int TRIES = 5;

    private final Tools tools;
    private final EndorsementKey kind;

    private LocalTpm(Tools tools, EndorsementKey kind) {
        this.tools = tools;
        this.kind = kind;
    }

    /** Makes the endorsement key anew, which is the same one each time. @throws TpmException where it cannot */
    static LocalTpm open(Tools tools, EndorsementKey kind) {
        LocalTpm tpm = new LocalTpm(tools, kind);
        tpm.run("tpm2_createek", "-c", EK, "-G", kind.word(), "-u", "ek.pub");
        return tpm;
    }

    /** Indices of non-volatile memory that hold something, as the tool prints them. */
    static String indices(Tools tools) {
        return tools.run("tpm2_getcap", "handles-nv-index");
    }

    /** DER, from the TPM's non-volatile memory. */
    Bytes certificate() {
        tools.run("tpm2_nvread", kind.index(), "-C", kind.index(), "-o", "ek.der");
        return EndorsementKey.withoutFilling(tools.read("ek.der"));
    }

    /** TPM2B_PUBLIC of the endorsement key. */
    Bytes endorsementArea() {
        return tools.read("ek.pub");
    }

    /** A new attestation key, loaded. */
    KeyBlobs make() {
        List<String> arguments = new ArrayList<>(List.of("-C", EK, "-c", AK, "-u", "ak.pub", "-r", "ak.priv"));
        arguments.addAll(kind.attestationKey());
        run("tpm2_createak", arguments.toArray(String[]::new));
        return new KeyBlobs(tools.read("ak.pub"), tools.read("ak.priv"));
    }

    /** One made before, loaded. @throws TpmException where it is of another TPM */
    void load(KeyBlobs blobs) {
        tools.write("ak.pub", blobs.area());
        tools.write("ak.priv", blobs.sensitive());
        inEndorsementSession("tpm2_load", "-C", EK, "-u", "ak.pub", "-r", "ak.priv", "-c", AK, "-P",
                "session:" + SESSION);
    }

    /** The secret only this TPM with this attestation key can tell (Part 3, 12.5). */
    Bytes activate(Bytes idObject, Bytes encryptedSecret) {
        tools.write("credential", CREDENTIAL_FILE.concat(idObject).concat(encryptedSecret));
        inEndorsementSession("tpm2_activatecredential", "-c", AK, "-C", EK, "-i", "credential", "-o", "secret", "-P",
                "session:" + SESSION);
        return tools.read("secret");
    }

    Quoted quote(PcrBanks banks, Bytes qualifying) {
        for (int i = 0; i < TRIES; i++) {
            Quoted quoted = quoteOnce(banks, qualifying);
            if (quoted.fits())
                return quoted;
        }
        throw new TpmException("The TPM's registers change faster than they can be read: run again when the machine "
                + "is at rest.");
    }

    private Quoted quoteOnce(PcrBanks banks, Bytes qualifying) {
        PcrValues values = values(banks);
        run("tpm2_quote", "-c", AK, "-l", banks.selection(), "-q", qualifying.toHex(), "-g", "sha256", "-m",
                "quote.attest", "-s", "quote.sig");
        return new Quoted(tools.read("quote.attest"), tools.read("quote.sig"), values);
    }

    private PcrValues values(PcrBanks banks) {
        Map<TpmHash, Map<Integer, Bytes>> values = new EnumMap<>(TpmHash.class);
        for (TpmHash bank : banks.banks()) {
            tools.run("tpm2_pcrread", PcrBanks.word(bank) + ":all", "-o", "pcrs");
            values.put(bank, PcrBanks.values(bank, tools.read("pcrs")));
        }
        return new PcrValues(values);
    }

    /** What the endorsement key's policy asks for: the endorsement hierarchy's authorization (EK profile, B.3). */
    private void inEndorsementSession(String tool, String... arguments) {
        tools.run("tpm2_startauthsession", "--policy-session", "-S", SESSION);
        try {
            tools.run("tpm2_policysecret", "-S", SESSION, "-c", "e");
            run(tool, arguments);
        } finally {
            tools.run("tpm2_flushcontext", SESSION);
        }
    }

    /** why the second: without a resource manager before it, a TPM has room for three keys. */
    private void run(String tool, String... arguments) {
        tools.run(tool, arguments);
        tools.run("tpm2_flushcontext", "-t");
    }

    /** A key as its TPM gave it out. @param area TPM2B_PUBLIC. @param sensitive TPM2B_PRIVATE, of use to this TPM only */
    record KeyBlobs(Bytes area, Bytes sensitive) {
        TpmPublic read() {
            try {
                return TpmPublic.readSized(area);
            } catch (MalformedException refused) {
                throw new TpmException("The state folder's attestation key is damaged: remove the folder and run "
                        + "again, after an administrator deleted the old device.");
            }
        }
    }
}
