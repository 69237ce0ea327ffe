package dev.assay.cli;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.AttestationType;
import dev.assay.json.StrictJson;
import dev.assay.policy.PolicyParsingException;
import dev.assay.token.PolicyDocument;
import dev.assay.token.PolicyUpload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A policy as files have it: {@code TYPE.policy} with its text, {@code TYPE.policy.jws} with a signed document of it.
 *
 * @param file its text's path, or its document's where that stands alone, as it was given
 * @param type by the file's name; empty where that is no type's
 * @param upload what the service would store; empty where something is wrong
 * @param signed whether it is the document that counts
 */
record PolicyFile(String file, Optional<AttestationType> type, Optional<PolicyUpload> upload, boolean signed,
        List<Finding> findings) {
    static final String TEXT = ".policy";
    static final String DOCUMENT = ".policy.jws";
    private static final String FIELD = "policy";

    PolicyFile {
        findings = List.copyOf(findings);
    }

    /** The type by whose wire name a file is called, in any case. */
    static Optional<AttestationType> type(Path file) {
        String name = file.getFileName().toString();
        String base = name.substring(0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.'));
        return AttestationType.named(base).filter(type -> type.wireName().equalsIgnoreCase(base));
    }

    /** A text or a document, by its name; beside a text its document counts too. */
    static PolicyFile read(String name) {
        Path path = InputFile.existing("FILE", name);
        Path beside = path.resolveSibling(path.getFileName() + ".jws");
        if (name.endsWith(DOCUMENT))
            return document(name, path);
        return name.endsWith(TEXT) && Files.exists(beside)
                ? both(text(name, path), document(beside.toString(), beside))
                : text(name, path);
    }

    static PolicyFile text(String name, Path path) {
        return read(name, path, false, octets -> PolicyDocument.unsecured(StrictJson.decode(FIELD, octets)));
    }

    private static PolicyFile document(String name, Path path) {
        return read(name, path, true, octets -> {
            String jws = StrictJson.decode(FIELD, octets).strip();
            if (PolicyDocument.startsAsPolicy(jws))
                throw new MalformedException(FIELD, "is a policy's text and no JWS; a text's file ends in " + TEXT);
            return jws;
        });
    }

    private interface Form {
        String document(Bytes octets);
    }

    private static PolicyFile read(String name, Path path, boolean signed, Form form) {
        List<Finding> findings = new ArrayList<>();
        Optional<PolicyUpload> upload = Optional.empty();
        try {
            upload = Optional.of(
                    PolicyUpload.read(FIELD, Bytes.utf8(form.document(InputFile.read("FILE", path.toString())))));
        } catch (PolicyParsingException unparsed) {
            unparsed.problems().forEach(problem -> findings.add(Finding.error(name, problem)));
        } catch (MalformedException malformed) {
            findings.add(Finding.error(name, malformed.getMessage() + "."));
        }
        return new PolicyFile(name, type(path), upload, signed, findings);
    }

    /** The document counts, and says what the text says. */
    private static PolicyFile both(PolicyFile text, PolicyFile document) {
        List<Finding> findings = new ArrayList<>(text.findings());
        findings.addAll(document.findings());
        boolean other = text.upload().isPresent() && document.upload().isPresent() && !text.text()
                .equals(document.text());
        if (other)
            findings.add(Finding.error(document.file(), "It was made of another text than " + text.file()
                    + " has by now. Sign that anew, or remove this file."));
        return new PolicyFile(text.file(), text.type(), document.upload(), true, findings);
    }

    /** For that type, where its name says none. */
    PolicyFile orFor(Optional<AttestationType> other) {
        return new PolicyFile(file, type.or(() -> other), upload, signed, findings);
    }

    /** Of an upload that is there. */
    String text() {
        return upload.orElseThrow().policy().text();
    }

    /** The body that stores it: the document as it is, a text as it is where the service knows it for one. */
    String body() {
        return signed || !PolicyDocument.startsAsPolicy(text()) ? upload.orElseThrow().document() : text();
    }

    /** Whether what is in force is this already. */
    boolean isInForce(String text, String document) {
        return signed ? upload.orElseThrow().document().equals(document) : text().equals(text);
    }
}
