package dev.assay.cli;

import dev.assay.bytes.Bytes;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralSet;
import dev.assay.collateral.CollateralSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A folder with one document of each kind, under the names of {@link dev.assay.collateral.CollateralKind}. The document
 * found is given for whatever key of its kind is wanted: the core checks that it fits.
 */
record FolderCollateral(Path folder) implements CollateralSource {
    @Override
    public CollateralSet find(AnchorSet anchors, Set<CollateralKey> keys) {
        Map<CollateralKey, CollateralDocument> found = new HashMap<>();
        Map<CollateralKey, String> absent = new HashMap<>();
        for (CollateralKey key : keys) {
            try {
                found.put(key, document(key));
            } catch (AbsentException missing) {
                absent.put(key, missing.getMessage());
            }
        }
        return new CollateralSet(found, absent);
    }

    private CollateralDocument document(CollateralKey key) {
        Bytes content = read(key.kind().fileName());
        String chain = key.kind().issuerChainFileName();
        boolean hasChain = !chain.isEmpty() && Files.exists(folder.resolve(chain));
        return new CollateralDocument(key, content, hasChain ? read(chain) : Bytes.EMPTY);
    }

    private Bytes read(String name) {
        Path file = folder.resolve(name);
        if (!Files.exists(file))
            throw new AbsentException(name + " is not in the collateral folder");
        try {
            return InputFile.bounded(file);
        } catch (IOException refused) {
            throw new AbsentException(name + " in the collateral folder cannot be read");
        } catch (InputFile.TooLargeException refused) {
            throw new AbsentException(name + " in the collateral folder is larger than 16 MiB");
        }
    }

    private static final class AbsentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AbsentException(String why) {
            super(why, null, false, false);
        }
    }
}
