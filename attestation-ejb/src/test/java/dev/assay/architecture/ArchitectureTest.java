package dev.assay.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** ARCHITECTURE.md's invariants, each as a rule with the same words. */
@AnalyzeClasses(packages = "dev.assay", importOptions = {DoNotIncludeTests.class,
        ArchitectureTest.ThisModule.class})
class ArchitectureTest {
    /** The emulator is a module of its own with its own second writing of the formats. */
    static final class ThisModule implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("emulator");
        }
    }

    private static final String[] SHELL = {"dev.assay.persistence..", "dev.assay.vendor..", "dev.assay.service.."};

    @ArchTest
    static final ArchRule coreKnowsNoContainer = noClasses().that().resideOutsideOfPackages(SHELL).should()
            .dependOnClassesThat(are(resideInAPackage("jakarta..")).and(not(resideInAPackage("jakarta.json.."))))
            .orShould().dependOnClassesThat().resideInAPackage("org.eclipse.microprofile..")
            .because("the pure core knows no container type; Jakarta JSON Processing is a plain parser");

    @ArchTest
    static final ArchRule octetsAndClaimsAreJdkOnly = classes()
            .that().resideInAnyPackage("dev.assay.bytes..", "dev.assay.claims..").should()
            .onlyDependOnClassesThat().resideInAnyPackage("java..", "dev.assay.bytes..", "dev.assay.claims..")
            .because("octets and claims depend on the JDK alone");

    @ArchTest
    static final ArchRule policySeesClaimsOnly = classes().that().resideInAPackage("dev.assay.policy..").should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "jakarta.json..", "dev.assay.policy..", "dev.assay.jmespath..",
                    "dev.assay.json..", "dev.assay.claims..", "dev.assay.bytes..")
            .because("policy sees claims and JSON, and nothing of evidence, tenants or the container (PO-05)");

    @ArchTest
    static final ArchRule jmesPathSeesJsonOnly = classes().that().resideInAPackage("dev.assay.jmespath..").should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java.lang..", "java.util..", "java.math..", "jakarta.json..", "dev.assay.jmespath..",
                    "dev.assay.json..", "dev.assay.bytes..")
            .andShould().onlyDependOnClassesThat(not(resideInAnyPackage("java.lang.reflect..", "java.util.regex..")))
            .because("an expression reaches JSON values, and nothing else by any way (PO-03, PO-05)");

    @ArchTest
    static final ArchRule tpmStructuresAreOctetsInValuesOut = classes().that().resideInAPackage("dev.assay.tpm2..")
            .should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.crypto..", "dev.assay.tpm2..", "dev.assay.pki..", "dev.assay.bytes..")
            .because("TPM structures know octets and keys, and nothing of a scheme, a tenant or the container");

    @ArchTest
    static final ArchRule keysOfTpmsAreJudgedBelowTheScheme = classes()
            .that().resideInAPackage("dev.assay.attestationkey..").should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "jakarta.json..", "dev.assay.attestationkey..", "dev.assay.tpm2..",
                    "dev.assay.pki..", "dev.assay.json..", "dev.assay.bytes..", "dev.assay.evidence..",
                    "dev.assay.collateral..")
            .because("trust in a key of a TPM knows statements, certificates and structures, and no scheme or store");

    @ArchTest
    static final ArchRule theLinterSeesPolicyAndClaimsOnly = classes().that().resideInAPackage("dev.assay.lint..")
            .should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.assay.lint..", "dev.assay.policy..", "dev.assay.claims..")
            .because("the linter sees policy and claims only, so that it runs without a server");

    @ArchTest
    static final ArchRule eventLogsSeeOctetsOnly = classes().that().resideInAPackage("dev.assay.eventlog..").should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java.lang..", "java.util..", "java.nio.charset..", "java.security..",
                    "jakarta.json..", "dev.assay.eventlog..", "dev.assay.bytes..")
            .because("a boot log is read without a judgement: octets in, values out");

    @ArchTest
    static final ArchRule coreReadsNoClock = noClasses().that().resideOutsideOfPackages(SHELL).should()
            .callMethod(java.time.Instant.class, "now").orShould().callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat().belongToAnyOf(java.time.Clock.class)
            .because("nothing in the core reads a clock: the instant is a parameter");

    @ArchTest
    static final ArchRule coreTouchesNoFileOrSocket = noClasses().that().resideOutsideOfPackages(SHELL).should()
            .dependOnClassesThat(are(resideInAnyPackage("java.nio.file..", "java.net.http..", "java.sql.."))).orShould()
            .dependOnClassesThat()
            .belongToAnyOf(java.io.File.class, java.io.FileInputStream.class, java.net.Socket.class)
            .because("nothing in the core reads a file or a socket");

    @ArchTest
    static final ArchRule onlyVendorSpeaksHttp = noClasses().that().resideOutsideOfPackage("dev.assay.vendor..")
            .should()
            .dependOnClassesThat().resideInAPackage("java.net.http..").because("only vendor speaks HTTP");

    @ArchTest
    static final ArchRule onlyPersistenceKnowsEntities = noClasses()
            .that().resideOutsideOfPackage("dev.assay.persistence..").should().dependOnClassesThat()
            .resideInAPackage("jakarta.persistence..").because("no entity crosses persistence");

    @ArchTest
    static final ArchRule layers = layeredArchitecture().consideringOnlyDependenciesInLayers().layer("bytes")
            .definedBy("dev.assay.bytes..").layer("json").definedBy("dev.assay.json..").layer("pki")
            .definedBy("dev.assay.pki..").layer("claims").definedBy("dev.assay.claims..").layer("collateral")
            .definedBy("dev.assay.collateral..").layer("evidence").definedBy("dev.assay.evidence..").layer("dcap")
            .definedBy("dev.assay.dcap..").layer("sgx").definedBy("dev.assay.sgx..").layer("openenclave")
            .definedBy("dev.assay.openenclave..").layer("appraisal").definedBy("dev.assay.appraisal..")
            .layer("eventlog").definedBy("dev.assay.eventlog..").layer("jmespath").definedBy("dev.assay.jmespath..")
            .whereLayer("jmespath").mayNotBeAccessedByAnyLayer().layer("tpm2").definedBy("dev.assay.tpm2..")
            .whereLayer("sgx")
            .mayOnlyBeAccessedByLayers("openenclave", "appraisal").whereLayer("openenclave")
            .mayOnlyBeAccessedByLayers("appraisal").whereLayer("dcap")
            .mayOnlyBeAccessedByLayers("sgx", "openenclave", "appraisal").whereLayer("appraisal")
            .mayNotBeAccessedByAnyLayer().whereLayer("evidence")
            .mayOnlyBeAccessedByLayers("dcap", "sgx", "openenclave", "appraisal").whereLayer("collateral")
            .mayOnlyBeAccessedByLayers("evidence", "dcap", "sgx", "openenclave", "appraisal")
            .because(
                    "each layer sees only what stands before it, and no kind of evidence sees another's but one that contains it");

    @ArchTest
    static final ArchRule noCycles = slices().matching("dev.assay.(*)..").should().beFreeOfCycles()
            .because("packages are free of cycles");

    @ArchTest
    static final ArchRule namesSaySomething = noClasses().should()
            .haveNameMatching(".*(Impl|Manager|Helper|Utils?|DTO)").because("a name says what a thing does");

    @ArchTest
    static final ArchRule claimsComeFromVerification = noClasses().that().resideInAPackage("dev.assay.appraisal..")
            .should().dependOnClassesThat().haveNameMatching(".*(SgxQuote|QuoteSignature|EnclaveReport)")
            .because("no claim depends on a raw parser's type (EV-02)");
}
