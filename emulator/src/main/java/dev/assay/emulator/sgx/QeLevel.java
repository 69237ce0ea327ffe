package dev.assay.emulator.sgx;

import java.time.Instant;
import java.util.List;

/** A level of the quoting enclave's identity. */
public record QeLevel(int isvSvn, Instant date, String status, List<String> advisories) {
    public QeLevel {
        advisories = List.copyOf(advisories);
    }

    public QeLevel withStatus(String word, String... advisoryIds) {
        return new QeLevel(isvSvn, date, word, List.of(advisoryIds));
    }

    public QeLevel withIsvSvn(int value) {
        return new QeLevel(value, date, status, advisories);
    }

    String json() {
        return JsonText.object(JsonText.member("tcb", JsonText.object(JsonText.member("isvsvn", isvSvn))),
                JsonText.member("tcbDate", JsonText.quoted(date.toString())),
                JsonText.member("tcbStatus", JsonText.quoted(status)), JsonText.unlessEmpty("advisoryIDs", advisories));
    }
}
