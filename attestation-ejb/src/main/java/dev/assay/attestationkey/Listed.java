package dev.assay.attestationkey;

import dev.assay.attestationkey.TpmAuthorities.Authority;
import dev.assay.attestationkey.TpmAuthorities.Use;
import dev.assay.bytes.MalformedException;
import dev.assay.pki.Certificate;
import java.util.List;
import java.util.stream.Stream;

/** An authority of a statement with its certificate read. */
record Listed(Authority authority, Certificate certificate) {
    static List<Listed> of(TpmAuthorities statement, Use use) {
        return statement.authorities().stream().filter(authority -> authority.use() == use).flatMap(Listed::read)
                .toList();
    }

    /** A certificate that cannot be read vouches for nothing; it was read when it was listed. */
    private static Stream<Listed> read(Authority authority) {
        try {
            return Stream.of(new Listed(authority, Certificate.read("authority", authority.certificate())));
        } catch (MalformedException unreadable) {
            return Stream.empty();
        }
    }
}
