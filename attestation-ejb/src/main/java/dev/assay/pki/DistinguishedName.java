package dev.assay.pki;

import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;

/** Reads the attributes of an X.500 name that we decide by. */
final class DistinguishedName {
    private DistinguishedName() {}

    /** PK-13: exactly one common name, or the certificate is unsound. */
    static String commonName(X500Principal name) {
        try {
            List<String> values = new LdapName(name.getName()).getRdns().stream()
                    .filter(rdn -> rdn.size() == 1 && rdn.getType().equalsIgnoreCase("CN"))
                    .map(rdn -> String.valueOf(rdn.getValue())).toList();
            if (values.size() != 1)
                throw new UnsoundException("its subject has not exactly one common name");
            return values.getFirst();
        } catch (InvalidNameException refused) {
            throw new UnsoundException("its subject name cannot be read");
        }
    }
}
