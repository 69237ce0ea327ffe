package dev.assay.service;

import dev.assay.service.Settings.RefusedSetting;
import dev.assay.signing.Custody;
import dev.assay.signing.CustodyKind;
import dev.assay.signing.KeyTerms;
import dev.assay.signing.Pkcs11Custody;
import dev.assay.signing.RotationRule;
import dev.assay.signing.SigningAlgorithm;
import dev.assay.tenant.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What configuration says of signing keys; a setting that does not hold is refused by name, in one sentence. */
final class KeySettings {
    private static final String CUSTODY = "assay.signing.custody";
    private static final String PKCS11 = "assay.pkcs11.config";
    private static final String PIN = "assay.pkcs11.pin";

    private final Function<String, Optional<String>> lookup;

    /** @param lookup a setting's text by its name */
    KeySettings(Function<String, Optional<String>> lookup) {
        this.lookup = name -> lookup.apply(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** {@code assay.signing.rotation.days}, 90 where not set; {@code assay.signing.lead.hours}, 48. */
    RotationRule rule() {
        Duration period = Duration.ofDays(number("assay.signing.rotation.days", RotationRule.USUAL.period().toDays()));
        Duration lead = Duration.ofHours(number("assay.signing.lead.hours", RotationRule.USUAL.lead().toHours()));
        return refusing("assay.signing.rotation.days", () -> new RotationRule(period, lead));
    }

    /** A tenant's own settings, else the installation's. */
    KeyTerms terms(String tenant) {
        String algorithm = "assay.tenant." + tenant + ".token.algorithm";
        String custody = "assay.tenant." + tenant + ".signing.custody";
        return new KeyTerms(lookup.apply(algorithm).map(name -> algorithm(algorithm, name))
                .orElse(KeyTerms.USUAL.algorithm()),
                lookup.apply(custody).map(name -> custody(custody, name)).orElseGet(this::custody));
    }

    /** As configured, else as the tenant is set. */
    KeyTerms terms(Tenant tenant) {
        boolean configured = lookup.apply("assay.tenant." + tenant.name() + ".token.algorithm").isPresent();
        KeyTerms terms = terms(tenant.name());
        return configured ? terms : new KeyTerms(tenant.settings().token().algorithm(), terms.custody());
    }

    /** The PKCS#11 token, where one is configured; it is not asked for yet. */
    Optional<Custody> pkcs11() {
        return lookup.apply(PKCS11).map(file -> {
            if (!Files.isReadable(Path.of(file)))
                throw new RefusedSetting(PKCS11, "the file " + file + " cannot be read");
            return new Pkcs11Custody(file, pin());
        });
    }

    private CustodyKind custody() {
        return lookup.apply(CUSTODY).map(name -> custody(CUSTODY, name))
                .orElse(lookup.apply(PKCS11).isPresent() ? CustodyKind.PKCS11 : CustodyKind.SOFTWARE);
    }

    private CustodyKind custody(String setting, String name) {
        CustodyKind kind = refusing(setting, () -> CustodyKind.of(name));
        if (kind == CustodyKind.PKCS11 && lookup.apply(PKCS11).isEmpty())
            throw new RefusedSetting(setting, "is pkcs11, and " + PKCS11 + " is not set");
        return kind;
    }

    private static SigningAlgorithm algorithm(String setting, String name) {
        try {
            return SigningAlgorithm.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new RefusedSetting(setting, "is none of RS256, PS256 and ES256");
        }
    }

    /** KM-05: from a file its owner alone reads, or from the environment. */
    private String pin() {
        String setting = PIN + ".file";
        Optional<String> file = lookup.apply(setting);
        if (file.isEmpty())
            return lookup.apply(PIN).orElseThrow(() -> new RefusedSetting(setting, "is not set, nor is " + PIN));
        try {
            OwnerOnlyFile.check(setting, Path.of(file.get()));
            return Files.readString(Path.of(file.get())).strip();
        } catch (IOException refused) {
            throw new RefusedSetting(setting, "the file " + file.get() + " cannot be read ("
                    + refused.getClass().getSimpleName() + ")");
        }
    }

    private long number(String setting, long usual) {
        try {
            return lookup.apply(setting).map(text -> (long) Integer.parseInt(text)).orElse(usual);
        } catch (NumberFormatException refused) {
            throw new RefusedSetting(setting, "is not a whole number");
        }
    }

    private static <T> T refusing(String setting, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException refused) {
            throw new RefusedSetting(setting, refused.getMessage());
        }
    }
}
