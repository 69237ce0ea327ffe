package dev.assay.cli;

import dev.assay.evidence.AttestationType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder that is a tenant's policy as code: a file for each type that has a policy of its own. */
record PolicyFolder(String name, List<PolicyFile> files) {
    PolicyFolder {
        files = List.copyOf(files);
    }

    /** Files of other names are no policies. @throws UsageException where there is no policy at all */
    static PolicyFolder read(String name) {
        List<String> names = names(InputFile.folder("DIR", name));
        if (names.isEmpty())
            throw new UsageException("DIR: " + name + " holds no policy. A policy's file is named for its type, as "
                    + AttestationType.SGX_ENCLAVE.wireName() + PolicyFile.TEXT + ".");
        return new PolicyFolder(name, placed(names.stream().map(PolicyFile::read).toList()));
    }

    /** Texts, and documents that have no text beside them. */
    private static List<String> names(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> all = entries.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
            return all.stream().filter(file -> file.endsWith(PolicyFile.TEXT)
                    || file.endsWith(PolicyFile.DOCUMENT)
                            && !all.contains(file.substring(0, file.length() - ".jws".length())))
                    .toList();
        } catch (IOException refused) {
            throw new UsageException("DIR: " + folder + " cannot be read; check its permissions.");
        }
    }

    /** Each under a type, and each type once. */
    private static List<PolicyFile> placed(List<PolicyFile> files) {
        Map<AttestationType, String> taken = new EnumMap<>(AttestationType.class);
        List<PolicyFile> placed = new ArrayList<>();
        for (PolicyFile file : files) {
            List<Finding> findings = new ArrayList<>(file.findings());
            if (file.type().isEmpty())
                findings.add(Finding.error(file.file(), "The name is no attestation type's: "
                        + Arrays.stream(AttestationType.values()).map(type -> type.wireName() + PolicyFile.TEXT)
                                .collect(Collectors.joining(", "))
                        + "."));
            file.type().map(type -> taken.putIfAbsent(type, file.file())).ifPresent(first -> findings
                    .add(Finding.error(file.file(), "Its type has a policy in " + first + " already. Keep one.")));
            placed.add(new PolicyFile(file.file(), file.type(), file.upload(), file.signed(), findings));
        }
        return placed;
    }

    /** Where a policy of the type belongs. */
    static Path place(Path folder, AttestationType type) {
        return folder.resolve(type.wireName() + PolicyFile.TEXT);
    }
}
