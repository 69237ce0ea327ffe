package dev.assay.cli;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.sgx.EmulatedAttester;
import dev.assay.emulator.sgx.EvidenceBundle;
import dev.assay.emulator.sgx.ReportData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A folder as an auditor has it: {@code quote.bin}, {@code trusted_root.pem}, collateral, and the data that is bound. */
record EmulatedFolder(Path path) {
    static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
    static final String HELD = "{\"hello\":\"world\"}";
    private static final EmulatedAttester ATTESTER = EmulatedAttester.create(AT);

    static EmulatedFolder genuine(Path path) throws IOException {
        EvidenceBundle bundle = ATTESTER.make(ReportData.binding(Octets.utf8(HELD)), AT, draft -> {});
        bundle.writeTo(path);
        Files.writeString(path.resolve("held.json"), HELD);
        Files.writeString(path.resolve("held.bin"), HELD);
        return new EmulatedFolder(path);
    }

    String file(String name) {
        return path.resolve(name).toString();
    }

    String[] appraise(String... more) {
        String[] always = {"appraise", "--type", "sgx", "--evidence", file("quote.bin"), "--collateral",
                path.toString(), "--at", AT.toString()};
        String[] all = java.util.Arrays.copyOf(always, always.length + more.length);
        System.arraycopy(more, 0, all, always.length, more.length);
        return all;
    }
}
