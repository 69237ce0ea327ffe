package dev.assay.web;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls around the two modules at the edge (style-models 2.4). */
@AnalyzeClasses(packages = {"dev.assay.web", "dev.assay.admin"}, importOptions = ImportOption.DoNotIncludeTests.class)
class ShellRulesTest {
    @ArchTest
    static final ArchRule theEdgeKnowsServicesAndValuesOnly = noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("dev.assay.persistence..", "dev.assay.vendor..", "dev.assay.signing..",
                    "dev.assay.tenant..", "dev.assay.audit..", "dev.assay.token..", "dev.assay.policy..",
                    "dev.assay.collateral..")
            .because("resources and pages call services and read value records");

    @ArchTest
    static final ArchRule restDoesNotKnowPages = noClasses().that().resideInAPackage("dev.assay.web..").should()
            .dependOnClassesThat().resideInAPackage("dev.assay.admin..")
            .because("the two edges share services, not classes");

    @ArchTest
    static final ArchRule pagesDoNotKnowRest = noClasses().that().resideInAPackage("dev.assay.admin..").should()
            .dependOnClassesThat().resideInAnyPackage("dev.assay.web..", "jakarta.ws.rs..")
            .because("the two edges share services, not classes");

    @ArchTest
    static final ArchRule theEdgeAsksNoClock = noClasses().should().callMethod(java.time.Instant.class, "now")
            .orShould().callMethod(System.class, "currentTimeMillis")
            .because("only the service layer holds a clock");

    /** The edge compares it with loopback, and the canonical path is set below it: neither goes out. */
    @ArchTest
    static final ArchRule nothingThatGoesOutComesFromTheHostHeader = noClasses().that()
            .doNotHaveSimpleName("EdgeFilter").and().doNotHaveSimpleName("CanonicalPathFilter").should()
            .callMethodWhere(target(nameMatching("getRequestURL|getServerName|getServerPort|getBaseUri"
                    + "|getBaseUriBuilder|getAbsolutePathBuilder|getRequestUriBuilder|sendRedirect")))
            .because("whoever asks chooses that header; PublicUrls knows the configured URL");
}
