package dev.assay.appraisal;

import dev.assay.dcap.CollateralReader;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Scheme;
import dev.assay.openenclave.OpenEnclaveScheme;
import dev.assay.sgx.SgxScheme;
import dev.assay.tpm.TpmScheme;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every kind of evidence this release appraises: one line each. */
public record Schemes(Map<AttestationType, Scheme<?, ?>> byType) {
    public Schemes {
        byType = Map.copyOf(byType);
    }

    public static Schemes all(CollateralReader reader) {
        SgxScheme sgx = new SgxScheme(reader);
        return of(List.of(sgx, new OpenEnclaveScheme(sgx), new TpmScheme()));
    }

    private static Schemes of(List<Scheme<?, ?>> schemes) {
        return new Schemes(schemes.stream().collect(Collectors.toMap(Scheme::type, Function.identity())));
    }

    Scheme<?, ?> forType(AttestationType type) {
        Scheme<?, ?> scheme = byType.get(type);
        if (scheme == null)
            throw new IllegalStateException("no scheme is registered for " + type.wireName());
        return scheme;
    }
}
