package dev.assay.eventlog;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Windows boot events, with the form of their data (maa-tpm §7; the constants of {@code wbcl.h}). */
public enum SipaType {
    INFORMATION(0x20001L, Form.BLOB, "Information"),
    BOOTCOUNTER(0x20002L, Form.NUMBER, "BootCounter"),
    TRANSFER_CONTROL(0x20003L, Form.NUMBER, "TransferControl"),
    APPLICATION_RETURN(0x20004L, Form.BLOB, "ApplicationReturn"),
    BITLOCKER_UNLOCK(0x20005L, Form.NUMBER, "BitlockerUnlock"),
    EVENTCOUNTER(0x20006L, Form.NUMBER, "EventCounter"),
    COUNTERID(0x20007L, Form.NUMBER, "CounterId"),
    MORBIT_NOT_CANCELABLE(0x20008L, Form.NUMBER, "MORBitNotCancelable"),
    APPLICATION_SVN(0x20009L, Form.NUMBER, "ApplicationSVN"),
    SVN_CHAIN_STATUS(0x2000aL, Form.NUMBER, "SVNChainStatus"),
    MORBIT_API_STATUS(0x2000bL, Form.NUMBER, "MORBitAPIStatus"),
    IDK_GENERATION_STATUS(0x2000cL, Form.NUMBER, "IDKGenerationStatus"),
    ERROR_FIRMWAREFAILURE(0x30001L, Form.BLOB, "ErrorFirmwareFailure"),
    ERROR_TPMFAILURE(0x80030002L, Form.BLOB, "ErrorTPMFailure"),
    ERROR_INTERNALFAILURE(0x30003L, Form.BLOB, "ErrorInternalFailure"),
    ERROR_KSRFAILURE(0x80030004L, Form.BLOB, "ErrorKSRFailure"),
    ERROR_HYPERVISORFAILURE(0x30005L, Form.BLOB, "ErrorHypervisorFailure"),
    BOOTDEBUGGING(0x40001L, Form.FLAG, "BootDebugging"),
    BOOT_REVOCATION_LIST(0x40002L, Form.BLOB, "BootRevocationList"),
    OSKERNELDEBUG(0x50001L, Form.FLAG, "OSKernelDebug"),
    CODEINTEGRITY(0x50002L, Form.FLAG, "CodeIntegrity"),
    TESTSIGNING(0x50003L, Form.FLAG, "TestSigning"),
    DATAEXECUTIONPREVENTION(0x50004L, Form.NUMBER, "DataExecutionPrevention"),
    SAFEMODE(0x50005L, Form.FLAG, "SafeMode"),
    WINPE(0x50006L, Form.FLAG, "WinPE"),
    PHYSICALADDRESSEXTENSION(0x50007L, Form.NUMBER, "PhysicalAddressExtension"),
    OSDEVICE(0x50008L, Form.BLOB, "OSDevice"),
    SYSTEMROOT(0x50009L, Form.TEXT, "SystemRoot"),
    HYPERVISOR_LAUNCH_TYPE(0x5000aL, Form.NUMBER, "HypervisorLaunchType"),
    HYPERVISOR_PATH(0x5000bL, Form.TEXT, "HypervisorPath"),
    HYPERVISOR_IOMMU_POLICY(0x5000cL, Form.NUMBER, "HypervisorIOMMUPolicy"),
    HYPERVISOR_DEBUG(0x5000dL, Form.FLAG, "HypervisorDebug"),
    DRIVER_LOAD_POLICY(0x5000eL, Form.NUMBER, "DriverLoadPolicy"),
    SI_POLICY(0x5000fL, Form.BLOB, "SIPolicy"),
    HYPERVISOR_MMIO_NX_POLICY(0x50010L, Form.NUMBER, "HypervisorMMIONXPolicy"),
    HYPERVISOR_MSR_FILTER_POLICY(0x50011L, Form.NUMBER, "HypervisorMSRFilterPolicy"),
    VSM_LAUNCH_TYPE(0x50012L, Form.NUMBER, "VSMLaunchType"),
    OS_REVOCATION_LIST(0x50013L, Form.BLOB, "OSRevocationList"),
    SMT_STATUS(0x50014L, Form.NUMBER, "SMTStatus"),
    VSM_IDK_INFO(0x50020L, Form.BLOB, "VSMIDKInfo"),
    FLIGHTSIGNING(0x50021L, Form.FLAG, "FlightSigning"),
    PAGEFILE_ENCRYPTION_ENABLED(0x50022L, Form.FLAG, "PagefileEncryptionEnabled"),
    VSM_IDKS_INFO(0x50023L, Form.BLOB, "VSMIDKSInfo"),
    HIBERNATION_DISABLED(0x50024L, Form.FLAG, "HibernationDisabled"),
    DUMPS_DISABLED(0x50025L, Form.FLAG, "DumpsDisabled"),
    DUMP_ENCRYPTION_ENABLED(0x50026L, Form.FLAG, "DumpEncryptionEnabled"),
    DUMP_ENCRYPTION_KEY_DIGEST(0x50027L, Form.BLOB, "DumpEncryptionKeyDigest"),
    LSAISO_CONFIG(0x50028L, Form.NUMBER, "LSAISOConfig"),
    SBCP_INFO(0x50029L, Form.BLOB, "SBCPInfo"),
    HYPERVISOR_BOOT_DMA_PROTECTION(0x50030L, Form.FLAG, "HypervisorBootDMAProtection"),
    SI_POLICY_SIGNER(0x50031L, Form.BLOB, "SIPolicySigner"),
    SI_POLICY_UPDATE_SIGNER(0x50032L, Form.BLOB, "SIPolicyUpdateSigner"),
    REFS_VERSION_CHECKPOINT_CHECKSUM(0x50033L, Form.BLOB, "ReFSVolumeCheckpointChecksum"),
    REFS_ROLLBACK_FROZEN_VOLUME_CHECKSUM(0x50034L, Form.BLOB, "ReFSFrozenVolumeChecksum"),
    REFS_ROLLBACK_USER_PAYLOAD_HASH(0x50035L, Form.BLOB, "ReFSUserPayloadHash"),
    REFS_ROLLBACK_VERIFICATION_SUCCEEDED(0x50036L, Form.NUMBER, "ReFSVerificationSucceeded"),
    REFS_ROLLBACK_VOLUME_FIRST_EVER_MOUNT(0x50037L, Form.NUMBER, "ReFSFirstEverMount"),
    VSM_SEALED_SI_POLICY(0x5003aL, Form.BLOB, "VSMSealedSIPolicy"),
    VSM_DRTM_KEYROLL_DETECTED(0x5003bL, Form.NUMBER, "VSMDRTMKeyrollDetected"),
    VSM_SRTM_UNSEAL_POLICY(0x5003cL, Form.BLOB, "VSMSRTMUnsealPolicy"),
    VSM_SRTM_ANTI_ROLLBACK_COUNTER(0x5003dL, Form.NUMBER, "VSMSRTMAntiRollbackCounter"),
    VTL1_DUMP_CONFIG(0x50040L, Form.BLOB, "VTL1DumpConfig"),
    NOAUTHORITY(0x60001L, Form.FLAG, "NoAuthority"),
    AUTHORITYPUBKEY(0x60002L, Form.BLOB, "AuthorityPubKey"),
    FILEPATH(0x70001L, Form.TEXT, "FilePath"),
    IMAGESIZE(0x70002L, Form.NUMBER, "ImageSize"),
    HASHALGORITHMID(0x70003L, Form.NUMBER, "HashAlgorithmID"),
    AUTHENTICODEHASH(0x70004L, Form.BLOB, "AuthenticodeHash"),
    AUTHORITYISSUER(0x70005L, Form.TEXT, "AuthorityIssuer"),
    AUTHORITYSERIAL(0x70006L, Form.BLOB, "AuthoritySerial"),
    IMAGEBASE(0x70007L, Form.NUMBER, "ImageBase"),
    AUTHORITYPUBLISHER(0x70008L, Form.TEXT, "AuthorityPublisher"),
    AUTHORITYSHA1THUMBPRINT(0x70009L, Form.BLOB, "AuthoritySHA1Thumbprint"),
    IMAGEVALIDATED(0x7000aL, Form.FLAG, "ImageValidated"),
    MODULE_SVN(0x7000bL, Form.NUMBER, "ModuleSVN"),
    MODULE_PLUTON(0x7000cL, Form.BLOB, "ModulePluton"),
    MODULE_ORIGINAL_FILENAME(0x7000dL, Form.TEXT, "ModuleOriginalFilename"),
    MODULE_VERSION(0x7000eL, Form.BLOB, "ModuleVersion"),
    PUBLISHER_OEMNAME(0x7000fL, Form.TEXT, "PublisherOEMName"),
    QUOTE(0x80080001L, Form.BLOB, "Quote"),
    QUOTESIGNATURE(0x80080002L, Form.BLOB, "QuoteSignature"),
    AIKID(0x80080003L, Form.TEXT, "AIKID"),
    AIKPUBDIGEST(0x80080004L, Form.BLOB, "AIKPubDigest"),
    ELAM_KEYNAME(0x90001L, Form.TEXT, "ELAMKeyname"),
    ELAM_CONFIGURATION(0x90002L, Form.BLOB, "ELAMConfiguration"),
    ELAM_POLICY(0x90003L, Form.BLOB, "ELAMPolicy"),
    ELAM_MEASURED(0x90004L, Form.BLOB, "ELAMMeasured"),
    VBS_VSM_REQUIRED(0xa0001L, Form.FLAG, "VBSVSMRequired"),
    VBS_SECUREBOOT_REQUIRED(0xa0002L, Form.FLAG, "VBSSecurebootRequired"),
    VBS_IOMMU_REQUIRED(0xa0003L, Form.FLAG, "VBSIOMMURequired"),
    VBS_MMIO_NX_REQUIRED(0xa0004L, Form.FLAG, "VBSMMIONXRequired"),
    VBS_MSR_FILTERING_REQUIRED(0xa0005L, Form.FLAG, "VBSMSRFilteringRequired"),
    VBS_MANDATORY_ENFORCEMENT(0xa0006L, Form.FLAG, "VBSMandatoryEnforcement"),
    VBS_HVCI_POLICY(0xa0007L, Form.NUMBER, "VBSHVCIPolicy"),
    VBS_MICROSOFT_BOOT_CHAIN_REQUIRED(0xa0008L, Form.FLAG, "VBSMicrosoftBootChainRequired"),
    VBS_DUMP_USES_AMEROOT(0xa0009L, Form.FLAG, "VBSDumpUsesAMERoot"),
    VBS_VSM_NOSECRETS_ENFORCED(0xa000aL, Form.FLAG, "VBSVSMNosecretsEnforced"),
    KSR_SIGNATURE(0xb0001L, Form.BLOB, "KSRSignature"),
    DRTM_STATE_AUTH(0xc0001L, Form.BLOB, "DRTMStateAuth"),
    DRTM_SMM_LEVEL(0xc0002L, Form.NUMBER, "DRTMSMMLevel"),
    DRTM_AMD_SMM_HASH(0xc0003L, Form.BLOB, "DRTMAMDSMMHash"),
    DRTM_AMD_SMM_SIGNER_KEY(0xc0004L, Form.BLOB, "DRTMAMDSMMSignerKey"),
    TRUSTBOUNDARY(0x40010001L, Form.AGGREGATION, "TrustBoundary"),
    ELAM_AGGREGATION(0x40010002L, Form.AGGREGATION, "ELAMAggregation"),
    LOADEDMODULE_AGGREGATION(0x40010003L, Form.AGGREGATION, "LoadedModuleAggregation"),
    TRUSTPOINT_AGGREGATION(0xc0010004L, Form.AGGREGATION, "TrustPointAggregation"),
    KSR_AGGREGATION(0x40010005L, Form.AGGREGATION, "KSRAggregation"),
    KSR_SIGNED_MEASUREMENT_AGGREGATION(0x40010006L, Form.AGGREGATION, "KSRSignedMeasurementAggregation");

    /** How the data is read; the width is always that of the record. */
    public enum Form {
        /** More records. */
        AGGREGATION,
        /** Not zero is true. */
        FLAG,
        /** Little-endian, at most eight octets. */
        NUMBER,
        /** UTF-16, little-endian, ended by NUL or not. */
        TEXT,
        /** Octets. */
        BLOB
    }

    private static final Map<Long, SipaType> BY_ID = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(SipaType::id, Function.identity()));

    private final long id;
    private final Form form;
    private final String label;

    SipaType(long id, Form form, String label) {
        this.id = id;
        this.form = form;
        this.label = label;
    }

    public static Optional<SipaType> of(long id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    public long id() {
        return id;
    }

    public Form form() {
        return form;
    }

    /** As people read it: {@code BitlockerUnlock}. */
    public String label() {
        return label;
    }

    /** As policies read it: {@code EVENT_BITLOCKER_UNLOCK} (maa-tpm §5.2). */
    public String memberName() {
        return this == DRTM_SMM_LEVEL ? "EVENT_DRTM_SMM" : "EVENT_" + name();
    }
}
