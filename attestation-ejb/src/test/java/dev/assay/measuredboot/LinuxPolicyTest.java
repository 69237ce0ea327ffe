package dev.assay.measuredboot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.bytes.Bytes;
import dev.assay.eventlog.EventLog;
import dev.assay.eventlog.EventType;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The Linux policy over every log of the corpus that has secure boot's variables. What is expected was read out of each
 * log by another program than this one; digests by their first eight digits, and each once, as a token has them.
 */
class LinuxPolicyTest {
    private static final String POLICY = "linux-1.2.policy";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            log-arch-linux-workstation     | false | 5a8857c9 | 301c7f60 | db1db3e6 | a044b4ce | 000003000200                 | d51e9d20 7b50cf89
            log-cos-101-amd-sev            | true  | 62d1c555 | 894d6d77 | 0b564e1c | 39beff4f |                              | c7ac5d44 c5d3b47d af416108
            log-crypto-agile               | false | 78684298 | 63c0ee78 | 59760e55 | a044b4ce | 050002000100040003000000     | 81da15d6 28710f04
            log-debian-10                  | true  | 5abd9412 | f0501c79 | 0915a210 | 5ef71a87 |                              | 47263679 3fae23b1 89b08941
            log-ebs-event-missing          | false | df1b862e | 5be304ee | 79de22b8 | 66677d42 |                              | a18cf853
            log-eventlogwithsp800155       | true  | 5cc3e0e3 | 864d5099 | 5e9bc121 | 39beff4f |                              | 451bfd03 004a191e 540bea3e
            log-glinux-alex                | false | 13e5883e | 63c0ee78 | 6db694ce | a044b4ce | 01000200030006000700         | 0e83d576
            log-h12ssl                     | false | b161e034 | 63c0ee78 | a70c57a0 | a044b4ce | 0300040005000600070002000100 | dbffd70a 412ce775
            log-hirs-sha1                  | true  | d6de6ef4 | b555a790 | d16255d2 | 9eb41da1 | 010002000300                 | d0e6f939 03a93f32 d3319361
            log-hirs-sha256                | false | dea7b80a | e670e121 | baf89a3c | 9f75b682 |                              | ec78b09f 9533df4c cb8914a9 d7627468 1e834499 45425305 94f23e9e e5d02576 ab80ef5f 8ee7ef75
            log-immune-15                  | false | 9b138730 | 9afa86c5 | 5bf8faa0 | 734424c9 |                              |
            log-immune-linux               | false | df1b862e | 5be304ee | 79de22b8 | 66677d42 |                              | 681c7592
            log-ita-sha1                   | false | 4b9fb254 | 13f02fbc | e680ecc6 | 51dcbc40 |                              | 640b9ec9 7eac7a51 ec495990
            log-rhel8-uefi                 | true  | 0bdbbbe3 | 622647d8 | 62ba0f38 | 84a36b56 |                              | 40d6cae0 e8a268c4 e4c0382f
            log-rust-keylime-uefi          | false | ddd2fe43 | 7a169852 | 8ee42f2b | 73c6bd42 |                              | 94896c17 bc6844fc
            log-tpm2tools-bootorder        | false | dea7b80a | e670e121 | baf89a3c | 9f75b682 |                              | 007f4c95 70fd78ce
            log-tpm2tools-moklisttrusted   | true  | 36a1f8ab | 1c1acab9 | 644aacf6 | 1963d580 |                              | 5af24fa7 a4858d1a 55ca5219
            log-tpm2tools-sd-boot-fedora37 | false | dea7b80a | e670e121 | baf89a3c | 9f75b682 |                              |
            log-tpm2tools-uefi-sha1-log    | false | 9b138730 | 13f02fbc | a233adbc | 67e48e75 |                              | d0e6f939 5b135351
            log-ubuntu-1804-amd-sev        | false | 0bdbbbe3 | 622647d8 | 62ba0f38 | a044b4ce |                              | 2ea4cb6a 835f940e
            log-ubuntu-2104-no-dbx         | false | 0bdbbbe3 | 622647d8 | 62ba0f38 | 9f75b682 |                              | d99c93fc b0a836fe
            log-ubuntu-2404-amd-sevsnp     | false | 0bdbbbe3 | 622647d8 | 62ba0f38 | bcc3309a |                              | 724de684 5e8cb75a
            log-uefi-eventlog-rs           | false | ddd2fe43 | c543bc14 | cdf53749 | a044b4ce |                              | 0ce02100 55bd411b
            quote-failed-1                 | true  | cb25b576 | 36a4c496 | 46fab9e4 | a044b4ce |                              | c51a3840
            quote-gce-cos85-nonce          | true  | 62d1c555 | 894d6d77 | 0b564e1c | 39beff4f |                              | dba8d69f f7bad83f 6f6afb3c
            quote-good-1                   | true  | cb25b576 | 36a4c496 | 46fab9e4 | a044b4ce |                              | c51a3840
            quote-ludmilla                 | false | ddd2fe43 | c543bc14 | cdf53749 | 8bc595af |                              | dbffd70a c17b46fd
            """)
    void issuesWhatTheLogSays(String log, String secureBoot, String platformKey, String exchangeKey, String database,
            String forbidden, String bootOrder, String applications) {
        Map<String, String> expected = new TreeMap<>();
        expected.put("secureBootEnabled", secureBoot);
        expected.put("firmwareKnown", "false");
        expected.put("platformKeyDigest", platformKey);
        expected.put("keyExchangeKeyDigest", exchangeKey);
        expected.put("keyDatabaseDigest", database);
        expected.put("forbiddenSignaturesDigest", forbidden);
        expected.put("bootOrder", bootOrder == null ? null : Bytes.hex(bootOrder).toBase64Url());
        expected.put("bootApplicationDigests", applications);
        expected.values().removeIf(Objects::isNull);
        EventLog events = read(log);
        assertEquals(expected, shortened(issued(events, QuotedLogs.boot(events))));
    }

    @ParameterizedTest
    @EnumSource(value = EventType.class, names = {"EV_UNUSED", "EV_EFI_ACTION", "EV_EVENT_TAG",
            "EV_EFI_VARIABLE_AUTHORITY"})
    @Tag("TP-11")
    @Tag("TP-19")
    void saysNothingOnceTypesAreRelabelled(EventType other) {
        EventLog events = read("log-rhel8-uefi");
        MeasuredBoot boot = QuotedLogs.boot(events,
                event -> event.extended() ? QuotedLogs.relabelled(event, other) : event);
        assertEquals(Map.of("secureBootEnabled", "false", "firmwareKnown", "false"), issued(events, boot));
    }

    /** The pinning example, with the value of a machine that is trusted in place of one of its two. */
    @Test
    void knowsFirmwareByItsRegister() {
        EventLog events = read("log-rhel8-uefi");
        MeasuredBoot boot = QuotedLogs.boot(events);
        String known = QuotedLogs.quoted(events, boot.bank()).value(boot.bank(), 0).orElseThrow().toHex();
        String pinned = SamplePolicies.text(POLICY).replace("2".repeat(64), known);
        assertEquals("true",
                SamplePolicies.issuedBy(pinned, QuotedLogs.incoming(events, boot)).get("firmwareKnown"));
    }

    private static Map<String, String> issued(EventLog log, MeasuredBoot boot) {
        return SamplePolicies.issued(POLICY, QuotedLogs.incoming(log, boot));
    }

    private static Map<String, String> shortened(Map<String, String> issued) {
        Map<String, String> all = new TreeMap<>(issued);
        all.replaceAll((type, value) -> type.contains("Digest")
                ? Stream.of(value.split(" ")).map(one -> one.substring(0, 8)).collect(Collectors.joining(" "))
                : value);
        return all;
    }

    private static EventLog read(String log) {
        return QuotedLogs.read("tpm/" + log + "/eventlog");
    }
}
