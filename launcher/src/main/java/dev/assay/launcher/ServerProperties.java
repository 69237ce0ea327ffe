package dev.assay.launcher;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The contract with the web archive: the MicroProfile Config properties it finds as system properties. */
record ServerProperties(Settings settings, DatabaseAccess database, TlsIdentity tls, Optional<Demo> demo) {
    private static final List<String> PASSED_ON = List.of("assay.pcs.url", "assay.root.crl.url", "assay.pcs.ca",
            "assay.proxy", "assay.base.domain", "assay.shred.after", "assay.proposal.expires", "assay.limit.source",
            "assay.limit.tenant",
            "assay.limit.credential", "assay.trusted.proxies", "assay.admin.secret",
            "assay.admin.port", "assay.oidc.private-networks", "assay.oidc.trusted-ca");

    Map<String, String> values(SettingSource source, Versions versions) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("assay.data", settings.data().toString());
        values.put("assay.base.url", settings.baseUrl().toString());
        values.put("assay.node", settings.node());
        values.put("assay.version", versions.assay());
        values.put("assay.kek.file", settings.data().resolve("keys").resolve("kek.bin").toString());
        values.put("assay.tenants", tenants(source));
        PASSED_ON.forEach(name -> source.text(name).ifPresent(value -> values.put(name, value)));
        putDatabase(values);
        putTls(values);
        demo.ifPresent(here -> putDemo(values, here));
        return values;
    }

    private String tenants(SettingSource source) {
        String named = source.text("assay.tenants").orElse("default");
        return demo.isPresent() ? named + ",demo" : named;
    }

    private void putDatabase(Map<String, String> values) {
        values.put("assay.db.url", database.url());
        values.put("assay.db.app.user", database.application().user());
        values.put("assay.db.app.password", database.application().password());
        values.put("assay.db.audit.user", database.audit().user());
        values.put("assay.db.audit.password", database.audit().password());
    }

    private void putTls(Map<String, String> values) {
        values.put("javax.net.ssl.keyStore", tls.keyStore().toString());
        values.put("javax.net.ssl.keyStorePassword", tls.password());
        values.put("javax.net.ssl.keyStoreType", "PKCS12");
        // why: else outbound HTTPS trusts the server's own list, which has expired authorities and ages with it.
        Path trusted = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        values.put("javax.net.ssl.trustStore", trusted.toString());
        values.put("javax.net.ssl.trustStorePassword", "changeit");
    }

    private static void putDemo(Map<String, String> values, Demo demo) {
        values.put("assay.tenant.demo.anchor-set", "demo");
        values.put("assay.tenant.demo.policy.Tpm", demo.tpmPolicy().toString());
        values.put("assay.anchor-set.demo.root-file", demo.rootFile().toString());
        values.put("assay.anchor-set.demo.pcs.url", demo.pcsUrl().toString());
        values.put("assay.anchor-set.demo.root.crl.url", demo.rootCrlUrl().toString());
    }
}
