package dev.assay.launcher;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

/**
 * The names the made certificate answers to: localhost, both loopback addresses, the base URL's host, and each tenant's
 * host name under a base domain.
 */
record TlsNames(Set<String> dns, Set<String> addresses) {
    private static final String ANY = "*.";

    static TlsNames of(String baseHost, Optional<String> baseDomain) {
        Set<String> dns = new LinkedHashSet<>(List.of("localhost"));
        Set<String> addresses = new LinkedHashSet<>(List.of("127.0.0.1", "0:0:0:0:0:0:0:1"));
        if (baseHost.startsWith("[") || baseHost.matches("[0-9.]+")) {
            addresses.add(numeric(baseHost));
        } else {
            dns.add(baseHost.toLowerCase(java.util.Locale.ROOT));
        }
        baseDomain.ifPresent(domain -> dns.add(ANY + domain));
        return new TlsNames(dns, addresses);
    }

    /** One spelling of an address; the text is a literal, so nothing is looked up. */
    private static String numeric(String literal) {
        try {
            return java.net.InetAddress.getByName(literal).getHostAddress();
        } catch (java.net.UnknownHostException e) {
            throw SettingSource.refused("assay.base.url", literal, "set it to a URL with a host name or an IP address");
        }
    }

    GeneralNames subjectAlternatives() {
        return new GeneralNames(java.util.stream.Stream.concat(
                dns.stream().map(name -> new GeneralName(GeneralName.dNSName, name)),
                addresses.stream().map(address -> new GeneralName(GeneralName.iPAddress, address)))
                .toArray(GeneralName[]::new));
    }

    /** RFC 5280 §4.2.1.10: these hosts and names under them, were the authority's key ever to exist again. */
    NameConstraints constraints() {
        return new NameConstraints(java.util.stream.Stream.concat(
                dns.stream().map(name -> name.startsWith(ANY) ? name.substring(ANY.length()) : name).distinct()
                        .map(name -> new GeneralName(GeneralName.dNSName, name)),
                addresses.stream().map(address -> new GeneralName(GeneralName.iPAddress,
                        address + (address.contains(":") ? "/128" : "/32"))))
                .map(GeneralSubtree::new)
                .toArray(GeneralSubtree[]::new), null);
    }
}
