package dev.assay.web;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The archive that the build made, as it ships. */
final class Archive {
    private Archive() {}

    static WebArchive built() {
        return ShrinkWrap.create(ZipImporter.class, "ROOT.war").importFrom(new File("target/attestation.war"))
                .as(WebArchive.class);
    }
}
