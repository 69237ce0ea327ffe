package dev.assay.service;

import dev.assay.limits.TrustedProxies;
import dev.assay.service.Settings.RefusedSetting;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads {@link Bounds} from settings. */
final class BoundsReader {
    private static final Pattern DOMAIN = Pattern
            .compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9-]{1,63}");
    private static final int FASTEST = 1_000_000;

    private final Function<String, Optional<String>> lookup;

    BoundsReader(Function<String, Optional<String>> lookup) {
        this.lookup = lookup;
    }

    Bounds read() {
        return new Bounds(
                new Bounds.Rates(rate("assay.limit.tenant"), rate("assay.limit.credential"),
                        rate("assay.limit.source")),
                proxies(), baseDomain(), shredDelay(), patience());
    }

    private int rate(String setting) {
        String text = lookup.apply(setting).orElse("1000");
        if (!text.matches("\\d{1,7}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > FASTEST)
            throw new RefusedSetting(setting, "is not a number of calls per second from 1 to " + FASTEST);
        return Integer.parseInt(text);
    }

    private TrustedProxies proxies() {
        try {
            return TrustedProxies.parse(lookup.apply("assay.trusted.proxies").orElse(""));
        } catch (IllegalArgumentException refused) {
            throw new RefusedSetting("assay.trusted.proxies", "one of its entries " + refused.getMessage());
        }
    }

    private Optional<String> baseDomain() {
        Optional<String> domain = lookup.apply("assay.base.domain");
        if (domain.filter(text -> !DOMAIN.matcher(text).matches()).isPresent())
            throw new RefusedSetting("assay.base.domain", "is not a domain name in lower case, as attest.example.org");
        return domain;
    }

    private Duration shredDelay() {
        String text = lookup.apply("assay.shred.after").orElse("P30D");
        try {
            Duration delay = Duration.parse(text);
            if (!delay.isNegative() && delay.compareTo(Duration.ofDays(3650)) <= 0)
                return delay;
        } catch (DateTimeException refused) {
            // Said below, as for a duration out of bounds.
        }
        throw new RefusedSetting("assay.shred.after", "is not a duration from PT0S to P3650D, as P30D");
    }

    private Duration patience() {
        String text = lookup.apply("assay.proposal.expires").orElse("P7D");
        try {
            Duration patience = Duration.parse(text);
            if (patience.compareTo(Duration.ofMinutes(1)) >= 0 && patience.compareTo(Duration.ofDays(365)) <= 0)
                return patience;
        } catch (DateTimeException refused) {
            // Said below, as for a duration out of bounds.
        }
        throw new RefusedSetting("assay.proposal.expires", "is not a duration from PT1M to P365D, as P7D");
    }
}
