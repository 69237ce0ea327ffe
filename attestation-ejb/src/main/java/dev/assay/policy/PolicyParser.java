package dev.assay.policy;

import dev.assay.policy.Problems.Abandoned;
import dev.assay.policy.Problems.Stopped;
import dev.assay.policy.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * {@code policy}, {@code versionInfo} and the sections (maa-policy §2). Finds every problem in one go: what cannot be
 * understood is skipped up to the rule's {@code ;}, the section's end or the next section.
 */
final class PolicyParser {
    private static final int MOST_BYTES = 512 * 1024;
    private static final int MOST_RULES = 2000;
    private static final String NO_SECTION = "A section is expected here: configurationrules, authorizationrules or "
            + "issuancerules, in this order.";

    private final String text;
    private final Problems problems = new Problems();
    private final Lexer lexer;
    private final TokenStream tokens;
    private final Map<Section, List<Rule>> rules = new EnumMap<>(Section.class);
    private int ruleCount;

    private PolicyParser(String text) {
        this.text = text;
        this.lexer = new Lexer(text);
        this.tokens = new TokenStream(lexer, problems);
    }

    static Policy parse(String text) {
        PolicyParser parser = new PolicyParser(text);
        try {
            return parser.policy();
        } catch (Stopped enough) {
            parser.problems.throwIfAny();
            throw new IllegalStateException("stopped without a problem", enough);
        }
    }

    private Policy policy() {
        checkLength();
        Version version = problems.within("version", this::version);
        while (!tokens.at(Kind.END)) {
            section(version);
        }
        if (!rules.containsKey(Section.AUTHORIZATION)) {
            tokens.problem(tokens.peek(), "The section authorizationrules is missing. A policy without it permits "
                    + "nothing.");
        }
        lexer.unclosed().ifPresent(problems::forgetBehind);
        problems.throwIfAny();
        return new Policy(text, version, of(Section.CONFIGURATION), of(Section.AUTHORIZATION), of(Section.ISSUANCE));
    }

    private List<Rule> of(Section section) {
        return rules.getOrDefault(section, List.of());
    }

    private void checkLength() {
        // why: a char is at least one byte, so the copy is made of bounded text only.
        if (text.length() > MOST_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) // PO-01
            throw stop(tokens.peek(), "A policy has at most %d bytes of UTF-8.".formatted(MOST_BYTES));
    }

    private Version version() {
        try {
            return readVersion();
        } catch (Abandoned unreadable) {
            tokens.skipUntil(() -> tokens.at(Kind.SEMICOLON) || atSection());
            tokens.accept(Kind.SEMICOLON);
            return Version.newest();
        }
    }

    private Version readVersion() {
        if (!tokens.peek().isWord("version"))
            throw tokens.failure(tokens.peek(), "A policy begins with its version: `version=1.0;`.");
        tokens.take();
        tokens.expectRather(Kind.ASSIGN, Kind.EQUAL, "The version is written `version=1.0;`.");
        Token major = tokens.expect(Kind.INTEGER, "The version is written `version=1.0;`.");
        tokens.expect(Kind.DOT, "The version is two numbers, as in `version=1.0;`.");
        String number = major.text() + "."
                + tokens.expect(Kind.INTEGER, "The version is two numbers, as in `version=1.0;`.").text();
        // why: another version's text follows another grammar, so the problems found in it would be no problems.
        Version version = Version.numbered(number).orElseThrow(() -> stop(major,
                "This release evaluates policy versions %s, not %s.".formatted(Version.all(), number)));
        tokens.expect(Kind.SEMICOLON, "`;` is expected behind the version.");
        return version;
    }

    private void section(Version version) {
        Section.named(tokens.peek()).ifPresentOrElse(
                section -> problems.within(section.keyword(), () -> section(section, version)), this::noSection);
    }

    private void noSection() {
        tokens.problem(tokens.peek(), NO_SECTION);
        tokens.skipUntil(this::atSection);
    }

    private List<Rule> section(Section section, Version version) {
        checkPlace(section, version);
        tokens.beginRule();
        tokens.take();
        List<Rule> read = new ArrayList<>();
        try {
            tokens.expect(Kind.OPEN_BRACE, "`{` is expected behind %s.".formatted(section.keyword()));
            readRules(section, version, read);
            closeSection(section);
        } catch (Abandoned unreadable) {
            tokens.skipUntil(this::atSection);
        }
        return rules.merge(section, read, (first, second) -> first);
    }

    private void checkPlace(Section section, Version version) {
        Token keyword = tokens.peek();
        if (!version.has(section.since())) {
            tokens.problem(keyword, "%s came with policy version %s. Write `version=%2$s;`, or leave it out."
                    .formatted(section.keyword(), section.since().number()));
        } else if (rules.containsKey(section)) {
            tokens.problem(keyword, "%s stands here a second time.".formatted(section.keyword()));
        } else if (rules.keySet().stream().anyMatch(earlier -> earlier.compareTo(section) > 0)) {
            tokens.problem(keyword, "The sections stand in this order: configurationrules, authorizationrules, "
                    + "issuancerules.");
        }
    }

    private void readRules(Section section, Version version, List<Rule> read) {
        for (int number = 1; !atSectionEnd(); number++) {
            if (++ruleCount > MOST_RULES) // PO-01
                throw stop(tokens.peek(), "A policy has at most %d rules.".formatted(MOST_RULES));
            int n = number;
            problems.within("rule " + n, () -> readRule(new RuleParser(tokens, section, version), n, read));
        }
    }

    private boolean readRule(RuleParser parser, int number, List<Rule> read) {
        try {
            return read.add(parser.rule(number));
        } catch (Abandoned unreadable) {
            tokens.skipUntil(() -> tokens.at(Kind.SEMICOLON) || atSectionEnd());
            tokens.beginRule();
            return tokens.accept(Kind.SEMICOLON);
        }
    }

    private void closeSection(Section section) {
        tokens.beginRule();
        tokens.expect(Kind.CLOSE_BRACE, "`}` is missing at the end of %s.".formatted(section.keyword()));
        boolean last = section == Section.ISSUANCE && tokens.at(Kind.END);
        if (!last) {
            tokens.expect(Kind.SEMICOLON, "`;` is expected behind the `}` of %s.".formatted(section.keyword()));
        }
    }

    private boolean atSectionEnd() {
        return tokens.at(Kind.CLOSE_BRACE) || tokens.at(Kind.END) || atSection();
    }

    private boolean atSection() {
        return tokens.at(Kind.WORD) && Section.named(tokens.peek()).isPresent() && !tokens.followedBy(Kind.COLON);
    }

    private Stopped stop(Token token, String message) {
        tokens.problem(token, message);
        return new Stopped();
    }
}
