package dev.assay.cli;

import dev.assay.appraisal.AppraisalRequest;
import dev.assay.appraisal.Terms;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralSource;
import dev.assay.evidence.AttestationType;
import dev.assay.evidence.Baseline;
import dev.assay.evidence.BaselineDocument;
import dev.assay.evidence.HeldData;
import dev.assay.json.StrictJson;
import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.Policy;
import dev.assay.policy.PolicyParsingException;
import dev.assay.policy.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns {@link Wishes} into an {@link Order}: everything is read and parsed before anything is appraised. */
final class OrderReader {
    private static final List<String> OF_TPMS = List.of("nonce", "authorities", "device");
    private static final List<String> NOT_OF_TPMS = List.of("collateral", "root", "runtimeData", "runtimeDataBase64",
            "initTimeData", "initTimeDataBase64");
    /** maa-policy §10: there is no default for TPMs, and the service refuses until a policy is set. */
    private static final Policy PERMITTING = Policy.parse("version=1.2;\nconfigurationrules{\n};\n"
            + "authorizationrules{\n => permit();\n};\nissuancerules{\n};\n");

    private final Wishes wishes;

    private OrderReader(Wishes wishes) {
        this.wishes = wishes;
    }

    /** @throws UsageException for the first thing that cannot be used */
    static Order read(Wishes wishes) {
        return new OrderReader(wishes).order();
    }

    private Order order() {
        AttestationType type = type();
        checkFitting(type);
        Bytes evidence = evidence(type);
        AppraisalRequest request = new AppraisalRequest(type, evidence, heldData("runtimeData"),
                heldData("initTimeData"), Optional.empty());
        CollateralSource collateral = collateral(type);
        Instant at = at();
        Terms terms = new Terms(Anchors.with(wishes.label("root"), wishes.files("root")), baseline(), policy(type), at,
                wishes.revocation());
        return new Order(request, collateral, terms, notes(evidence, terms));
    }

    private AttestationType type() {
        return AttestationType.named(wishes.demand("type")).orElseThrow(() -> new UsageException(
                wishes.label("type") + " is one of " + Arrays.stream(AttestationType.values())
                        .map(AttestationType::shortName).collect(Collectors.joining(", ")) + "."));
    }

    /** What one kind of evidence takes and the others do not. */
    private void checkFitting(AttestationType type) {
        boolean tpm = type == AttestationType.TPM;
        for (String name : tpm ? NOT_OF_TPMS : OF_TPMS) {
            if (wishes.text(name).isPresent() || !wishes.files(name).isEmpty())
                throw new UsageException(wishes.label(name) + (tpm ? " is not for type tpm." : " is for type tpm."));
        }
    }

    private Bytes evidence(AttestationType type) {
        Bytes evidence = wishes.octets("evidence")
                .orElseThrow(() -> new UsageException(wishes.label("evidence") + " is missing."));
        return type == AttestationType.TPM
                ? TpmAttestation.payload(wishes.label("evidence"), evidence,
                        TpmAttestation.nonce(wishes.label("nonce"), wishes.demand("nonce")))
                : evidence;
    }

    private Instant at() {
        try {
            return Instant.parse(wishes.demand("at"));
        } catch (DateTimeException refused) {
            throw new UsageException(wishes.label("at") + " is an instant as 2026-01-31T12:00:00Z.");
        }
    }

    private CollateralSource collateral(AttestationType type) {
        return type == AttestationType.TPM
                ? TpmStatements.of(wishes, wishes.files("authorities"), wishes.text("device"))
                : vendors();
    }

    private CollateralSource vendors() {
        return wishes.text("collateral").<CollateralSource>map(
                name -> new FolderCollateral(InputFile.folder(wishes.label("collateral"), name)))
                .orElse((anchors, keys) -> new dev.assay.collateral.CollateralSet(java.util.Map.of(),
                        keys.stream().collect(Collectors.toMap(key -> key, key -> "no collateral folder was given"))));
    }

    private Optional<HeldData> heldData(String name) {
        return wishes.octets(name).map(data -> new HeldData(data, kind(name)));
    }

    private HeldData.Kind kind(String name) {
        Optional<String> said = wishes.text(name + "Type");
        boolean jsonName = wishes.text(name).map(file -> file.endsWith(".json")).orElse(false);
        return switch (said.orElse(jsonName ? "json" : "binary").toLowerCase(java.util.Locale.ROOT)) {
            case "json" -> HeldData.Kind.JSON;
            case "binary" -> HeldData.Kind.BINARY;
            default -> throw new UsageException(wishes.label(name + "Type") + " is json or binary.");
        };
    }

    private Baseline baseline() {
        String name = wishes.text("baseline").orElse("strict");
        return switch (name) {
            case "strict" -> Baseline.STRICT;
            case "azure" -> Baseline.AZURE;
            default -> baselineFile(name);
        };
    }

    private Baseline baselineFile(String file) {
        String label = wishes.label("baseline");
        if (!InputFile.exists(file))
            throw new UsageException(label + " is strict, azure or a file, and there is no file " + file + ".");
        try {
            return BaselineDocument.read(label, InputFile.read(label, file));
        } catch (MalformedException refused) {
            throw new UsageException(refused.getMessage() + ".");
        }
    }

    private Policy policy(AttestationType type) {
        Optional<String> text = wishes.text("policyText");
        if (text.isPresent() && wishes.text("policy").isPresent())
            throw new UsageException(wishes.label("policy") + " and " + wishes.label("policyText")
                    + " exclude each other.");
        if (text.isPresent())
            return parse("policyText", text.get());
        return wishes.text("policy").map(file -> parse("policy", policyFile(file)))
                .orElseGet(() -> DefaultPolicies.servedFor(type.wireName()).orElse(PERMITTING));
    }

    private String policyFile(String file) {
        String label = wishes.label("policy");
        try {
            return StrictJson.decode(label, InputFile.read(label, file));
        } catch (MalformedException refused) {
            throw new UsageException(refused.getMessage() + ".");
        }
    }

    private Policy parse(String name, String text) {
        try {
            return Policy.parse(text);
        } catch (PolicyParsingException refused) {
            throw new UsageException(wishes.label(name) + " is not a policy:",
                    refused.problems().stream().map(Problem::toString).toList());
        }
    }

    private List<String> notes(Bytes evidence, Terms terms) {
        List<String> notes = new ArrayList<>();
        TextualEvidence.hint(evidence).ifPresent(notes::add);
        if (terms.policy() == PERMITTING)
            notes.add("No policy was given, so that all sound evidence is permitted here; a service refuses this type "
                    + "until a policy is set.");
        if (!terms.anchors().vendor())
            notes.add("Trust anchors other than the vendors' were added with " + wishes.label("root")
                    + ": this verdict says nothing about genuine hardware.");
        if (!terms.revocation())
            notes.add("Revocation was not checked, because " + wishes.label("revocation") + " asked so.");
        return notes;
    }
}
