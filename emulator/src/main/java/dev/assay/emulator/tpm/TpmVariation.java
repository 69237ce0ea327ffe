package dev.assay.emulator.tpm;

import static dev.assay.emulator.bootlog.EventType.EV_EFI_BOOT_SERVICES_APPLICATION;

import dev.assay.emulator.bootlog.Bank;
import dev.assay.emulator.bytes.Octets;
import java.util.function.Consumer;

/** Ways to be unusual without being wrong: a verifier that refuses one is too strict, or trusts the wrong thing. */
public enum TpmVariation {
    /** TP-06: the key comes alone, and its device is registered. */
    REGISTERED_DEVICE(draft -> draft.aik().path(KeyPath.REGISTERED)),
    /** {@code aik_pub} beside the certificate is the same key. */
    AIK_PUB_BESIDE_CERTIFICATE(draft -> draft.aik().sentKey(draft.device().identity().attestationKey())),
    /** TP-04: SHA-1 and SHA-256 are quoted, and both are right. */
    TWO_BANKS(draft -> draft.state().selection(Selection.all(Bank.SHA1, Bank.SHA256))),
    /** The SHA-384 bank, in a log of three. */
    SHA384_BANK(draft -> draft.state().selection(Selection.all(Bank.SHA384)).format(log -> log.agile(Bank.values()))),
    /** TP-03: the selection has a hole. */
    SELECTION_WITH_A_HOLE(draft -> draft.state().selection(Selection.all(Bank.SHA256).without(10))),
    /** maa-tpm 2.3: the request's key is certified. */
    KEY_CERTIFIED(draft -> draft.request().binding(Binding.TPM_CERTIFY)),
    /** maa-tpm 2.3: the JWK is written with blanks, and bound as it is written. */
    JWK_WITH_BLANKS(draft -> draft.request().jwk(jwk -> jwk.replace(",", " ,\n "))),
    /** Further keys, one of them certified. */
    OTHER_KEYS(draft -> draft.request().otherKey(TpmKey.requestKey(), Binding.TPM_CERTIFY, draft.challenge())
            .otherKey(TpmKey.requestKey(), Binding.NONE, draft.challenge())),
    /** Claims of the client's own, and a relying party. */
    CUSTOM_CLAIMS(draft -> draft.request().relyingParty("https://party.example", Octets.utf8("nonce"))
            .customClaim("colour", "blue", "string").customClaim("floor", "-3", "integer")
            .customClaim("lit", "true", "boolean")),
    /** Version 1: a platform claim of Windows. */
    VERSION_1(draft -> draft.request().version(Version.V1)),
    /** maa-tpm 6: the log has the header of Windows. */
    WBCL(draft -> draft.state().format(log -> log.wbcl(Bank.SHA1, Bank.SHA256))),
    /** TP-16: the TPM was started from locality 3, and the log says so. */
    STARTED_FROM_LOCALITY_3(draft -> draft.state().measured(log -> log.startedFrom(3))),
    /** TP-12: the path of a program is a hint, and another. */
    IMAGE_PATH_CHANGED(draft -> draft.state().logged(log -> log.changed(
            event -> event.is(4, EV_EFI_BOOT_SERVICES_APPLICATION),
            event -> event.describedAs(event.data().flipped(event.data().length() - 8))))),
    /** The log area is handed over whole, its end erased. */
    LOG_PADDED(draft -> draft.state().logOctets(log -> log.then(Octets.hex("ff".repeat(64))))),
    /** TP-17: the state before sleep beside the state now. */
    SLEPT(draft -> draft.boot(draft.device().withClock(
            new TpmClock(draft.device().clock().milliseconds() - 1, draft.device().clock().resets(), 0, true))));

    private final Consumer<TpmDraft> change;

    TpmVariation(Consumer<TpmDraft> change) {
        this.change = change;
    }

    public void make(TpmDraft draft) {
        change.accept(draft);
    }
}
