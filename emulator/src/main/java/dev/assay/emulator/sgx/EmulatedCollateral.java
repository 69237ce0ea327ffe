package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.EmulatedPki;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Collateral as files.
 *
 * @param files by the names the command line and the import know; what is missing is missing
 */
public record EmulatedCollateral(Map<String, Octets> files) {
    public static final String TCB_INFO = "tcb_info.json";
    public static final String TCB_INFO_ISSUER_CHAIN = "tcb_info_issuer_chain.pem";
    public static final String QE_IDENTITY = "qe_identity.json";
    public static final String QE_IDENTITY_ISSUER_CHAIN = "qe_identity_issuer_chain.pem";
    public static final String PCK_CRL = "pck_crl.der";
    public static final String PCK_CRL_ISSUER_CHAIN = "pck_crl_issuer_chain.pem";
    public static final String ROOT_CA_CRL = "root_ca_crl.der";

    /** Gathers the files that are there. */
    static final class Files {
        private final Map<String, Octets> gathered = new TreeMap<>();

        void put(String name, Optional<Octets> content) {
            content.ifPresent(there -> gathered.put(name, there));
        }

        EmulatedCollateral collateral() {
            return new EmulatedCollateral(gathered);
        }
    }

    public EmulatedCollateral {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** Sound collateral for a platform, issued just before {@code now}. */
    public static EmulatedCollateral of(EmulatedPki pki, PlatformFacts platform, Instant now) {
        return of(pki, platform, now, draft -> {});
    }

    /** Collateral for a platform, with any change to what it is made from. */
    public static EmulatedCollateral of(EmulatedPki pki, PlatformFacts platform, Instant now,
            Consumer<CollateralDraft> change) {
        CollateralDraft draft = new CollateralDraft(pki, platform, now);
        change.accept(draft);
        return draft.make();
    }

    /** The content of a file; empty where it is missing. */
    public Optional<Octets> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** Writes the files into a folder that exists. */
    public void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, Octets> file : files.entrySet())
            java.nio.file.Files.write(folder.resolve(file.getKey()), file.getValue().toArray());
    }
}
