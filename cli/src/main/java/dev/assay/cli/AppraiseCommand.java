package dev.assay.cli;

import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.Appraiser;
import dev.assay.appraisal.Schemes;
import dev.assay.cli.explain.Explanation;
import dev.assay.cli.explain.Marks;
import dev.assay.dcap.CollateralReader;
import dev.assay.evidence.AttestationType;
import dev.assay.pki.CryptoProviders;
import dev.assay.policy.PolicyEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Appraises evidence with the core alone: no server, no network, the instant given. */
@Command(name = "appraise", sortOptions = false, description = {
        "Appraise evidence with files only, at a given instant.",
        "Prints one JSON object, or with --explain text. Exit code 0 permit, 1 deny, 2 reject, 3 unavailable, 64 wrong usage."})
final class AppraiseCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--type", paramLabel = "TYPE", description = "sgx, openenclave or tpm.")
    String type;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "As --evidence.")
    String file;

    @Option(names = "--evidence", paramLabel = "FILE", description = "The quote or report, binary; of a TPM the JSON "
            + "of an attestation: quote, signature, pcrs, logs, and aik_cert or aik_pub.")
    String evidence;

    @Option(names = "--collateral", paramLabel = "DIR", description = "Folder with tcb_info.json, "
            + "qe_identity.json, their *_issuer_chain.pem, pck_crl.der, root_ca_crl.der.")
    String collateral;

    @Option(names = "--nonce", paramLabel = "TEXT", description = "For tpm: what the quote was made for, hexadecimal "
            + "or base64url.")
    String nonce;

    @Option(names = "--authorities", paramLabel = "FILE", description = "For tpm: certificates of CAs whose "
            + "attestation keys are trusted, PEM or DER.")
    List<String> authorities = List.of();

    @Option(names = "--device", paramLabel = "FILE", description = "For tpm: the public area of an attestation key "
            + "that is registered, as tpm2_createak -u writes it.")
    String device;

    @Option(names = "--at", paramLabel = "INSTANT", description = "The moment to judge at, as 2026-01-31T12:00:00Z.")
    String at;

    @Option(names = "--policy", paramLabel = "FILE", description = "Policy text. Default: the type's own.")
    String policy;

    @Option(names = "--runtime-data", paramLabel = "FILE", description = "Data the evidence is said to bind.")
    String runtimeData;

    @Option(names = "--runtime-data-type", paramLabel = "KIND", description = "json or binary. Default: json "
            + "where FILE ends in .json, else binary.")
    String runtimeDataType;

    @Option(names = "--init-time-data", paramLabel = "FILE", description = "Initialisation data said to be bound.")
    String initTimeData;

    @Option(names = "--init-time-data-type", paramLabel = "KIND", description = "As --runtime-data-type.")
    String initTimeDataType;

    @Option(names = "--root", paramLabel = "PEM", description = "A root certificate to trust beside the vendors'.")
    List<String> roots = List.of();

    @Option(names = "--baseline", paramLabel = "NAME", description = "strict (default), azure, or a JSON file.")
    String baseline;

    @Option(names = "--without-revocation", description = "Leave the revocation lists out; the answer says so.")
    boolean withoutRevocation;

    @Option(names = "--explain", description = "Print checks and rules for people instead of JSON.")
    boolean explain;

    @Option(names = "--batch", description = "Read one JSON request a line from standard input and answer "
            + "one line each, in order; takes no other option.")
    boolean batch;

    AppraiseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        nameEvidence();
        Appraiser appraiser = new Appraiser(Schemes.all(new CollateralReader()), new PolicyEngine());
        if (batch) {
            refuseOthersBesideBatch();
            // why: choosing costs more than one verification saves, and less than a hundred do.
            CryptoProviders.choose();
            return new Batch(appraiser, terminal).run();
        }
        Order order = OrderReader.read(wishes());
        var appraisal = order.appraise(appraiser);
        if (explain) {
            explanation(appraiser, order, appraisal).lines(order.notes()).forEach(terminal.out()::println);
            return ExitCode.of(appraisal.verdict());
        }
        var described = appraiser.describe(order.request().type(), order.request().evidence());
        terminal.out().println(Json.pretty(new AppraisalAnswer(order, appraisal, described).json()));
        return ExitCode.of(appraisal.verdict());
    }

    private Explanation explanation(Appraiser appraiser, Order order, Appraisal appraisal) {
        return new Explanation(order.request(), order.terms(), appraisal,
                appraisal.hearing().map(hearing -> appraiser.explain(order.terms().policy(), hearing)),
                Marks.of(terminal.environment()));
    }

    private void nameEvidence() {
        if (file != null && evidence != null)
            throw new UsageException("\"" + file + "\" is one argument more than appraise takes beside --evidence.");
        evidence = evidence == null ? file : evidence;
    }

    private Wishes wishes() {
        boolean tpm = type != null && AttestationType.named(type).filter(AttestationType.TPM::equals).isPresent();
        if (collateral == null && !tpm)
            throw new UsageException("--collateral is missing.");
        return new Wishes(given(), Map.of("root", roots, "authorities", authorities), !withoutRevocation,
                AppraiseCommand::option);
    }

    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("type", type);
        given.put("evidence", evidence);
        given.put("collateral", collateral);
        given.put("nonce", nonce);
        given.put("device", device);
        given.put("at", at);
        given.put("policy", policy);
        given.put("runtimeData", runtimeData);
        given.put("runtimeDataType", runtimeDataType);
        given.put("initTimeData", initTimeData);
        given.put("initTimeDataType", initTimeDataType);
        given.put("baseline", baseline);
        given.values().removeIf(java.util.Objects::isNull);
        return given;
    }

    private void refuseOthersBesideBatch() {
        String flag = explain ? "--explain" : withoutRevocation ? "--without-revocation" : null;
        String first = !roots.isEmpty() ? "--root" : !authorities.isEmpty() ? "--authorities" : flag;
        String other = given().keySet().stream().findFirst().map(AppraiseCommand::option).orElse(first);
        if (other != null)
            throw new UsageException("--batch reads every request from standard input, so " + other
                    + " has no place beside it.");
    }

    /** {@code runtimeData} is known here as {@code --runtime-data}, {@code revocation} by its opposite. */
    private static String option(String member) {
        if ("revocation".equals(member))
            return "--without-revocation";
        return "--" + member.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
