package dev.assay.emulator.sgx;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A level of TCB Info.
 *
 * @param components security version numbers; sixteen, unless a mistake is wanted
 * @param status one of PCS's words, {@code UpToDate} and so on
 */
public record TcbLevel(List<Integer> components, int pceSvn, Instant date, String status, List<String> advisories) {
    public TcbLevel {
        components = List.copyOf(components);
        advisories = List.copyOf(advisories);
    }

    public TcbLevel withStatus(String word, String... advisoryIds) {
        return new TcbLevel(components, pceSvn, date, word, List.of(advisoryIds));
    }

    public TcbLevel withDate(Instant value) {
        return new TcbLevel(components, pceSvn, value, status, advisories);
    }

    public TcbLevel withPceSvn(int value) {
        return new TcbLevel(components, value, date, status, advisories);
    }

    public TcbLevel withComponents(List<Integer> values) {
        return new TcbLevel(values, pceSvn, date, status, advisories);
    }

    /** With component {@code index}, counted from 0, set. */
    public TcbLevel withComponent(int index, int svn) {
        List<Integer> changed = new ArrayList<>(components);
        changed.set(index, svn);
        return withComponents(changed);
    }

    String json() {
        List<String> svns = components.stream().map(svn -> JsonText.object(JsonText.member("svn", svn))).toList();
        String tcb = JsonText.object(JsonText.member("sgxtcbcomponents", JsonText.array(svns)),
                JsonText.member("pcesvn", pceSvn));
        return JsonText.object(JsonText.member("tcb", tcb),
                JsonText.member("tcbDate", JsonText.quoted(date.toString())),
                JsonText.member("tcbStatus", JsonText.quoted(status)), JsonText.unlessEmpty("advisoryIDs", advisories));
    }
}
