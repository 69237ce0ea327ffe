package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CaKind;
import dev.assay.emulator.pki.CertifiedKey;
import dev.assay.emulator.pki.EmulatedPki;
import dev.assay.emulator.pki.KeyFolder;
import dev.assay.emulator.pki.P256;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * A machine with SGX: its facts, its provisioning certification key with certificate, and its quoting enclave's
 * attestation key.
 */
public record EmulatedPlatform(PlatformFacts facts, CertifiedKey pck, KeyPair attestationKey) {
    public static EmulatedPlatform create(EmulatedPki pki, PlatformFacts facts, Instant now) {
        CertifiedKey pck = pki.pckProfile(facts.ca(), now).withExtension(new SgxExtension(facts).make())
                .issue(P256.generate(), pki.authority(facts.ca()).keys());
        return new EmulatedPlatform(facts, pck, P256.generate());
    }

    /** Writes keys (mode 0600), certificate and facts into a folder, beside other platforms' of another authority. */
    public void save(Path folder) throws IOException {
        KeyFolder files = new KeyFolder(folder);
        files.write(name(facts.ca()) + "-pck", pck);
        files.write(name(facts.ca()) + "-attestation", attestationKey);
        files.writeText(name(facts.ca()) + ".properties", properties());
    }

    public static EmulatedPlatform load(Path folder, CaKind ca) throws IOException {
        KeyFolder files = new KeyFolder(folder);
        Properties properties = new Properties();
        properties.load(new StringReader(files.readText(name(ca) + ".properties")));
        return new EmulatedPlatform(facts(ca, properties), files.read(name(ca) + "-pck"),
                files.readKeys(name(ca) + "-attestation"));
    }

    private static String name(CaKind ca) {
        return "platform-" + ca.id();
    }

    private String properties() {
        String components = facts.components().stream().map(String::valueOf).collect(Collectors.joining(","));
        return String.join("\n", "fmspc=" + facts.fmspc().toHex(), "pceid=" + facts.pceId().toHex(),
                "ppid=" + facts.ppid().toHex(), "components=" + components, "pcesvn=" + facts.pceSvn(),
                "instanceid=" + facts.instanceId().toHex(), "");
    }

    private static PlatformFacts facts(CaKind ca, Properties from) {
        List<Integer> components = Arrays.stream(from.getProperty("components").split(",")).map(Integer::valueOf)
                .toList();
        return new PlatformFacts(ca, octets(from, "fmspc"), octets(from, "pceid"), octets(from, "ppid"), components,
                Integer.parseInt(from.getProperty("pcesvn")), octets(from, "instanceid"));
    }

    private static Octets octets(Properties from, String name) {
        return Octets.hex(from.getProperty(name));
    }
}
