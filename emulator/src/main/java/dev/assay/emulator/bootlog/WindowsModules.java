package dev.assay.emulator.bootlog;

import dev.assay.emulator.bytes.Octets;

/** Modules as the loader measures them. */
final class WindowsModules {
    private static final String DRIVERS = "\\Windows\\System32\\Drivers\\";
    private static final int CALG_SHA_256 = 0x800c;

    private WindowsModules() {}

    static Octets all(BootFacts facts) {
        Octets modules = module("\\Windows\\system32\\ntoskrnl.exe", 1);
        if (facts.is(Fact.ELAM_DRIVER))
            modules = modules.then(module(DRIVERS + "wd\\WdBoot.sys", 1));
        for (int i = 1; i <= facts.value(Fact.MODULES); i++)
            modules = modules.then(module(DRIVERS + "emulated" + i + ".sys", 1));
        return modules;
    }

    static Octets module(String path, long svn) {
        return Sipa.all(Sipa.LOADEDMODULE_AGGREGATION, Sipa.text(Sipa.FILEPATH, path),
                Sipa.u64(Sipa.IMAGESIZE, 0x1e_2000), Sipa.u32(Sipa.HASHALGORITHMID, CALG_SHA_256),
                Sipa.one(Sipa.AUTHENTICODEHASH, EfiData.standIn(path, 32)), Sipa.flag(Sipa.IMAGEVALIDATED, true),
                Sipa.text(Sipa.AUTHORITYISSUER, "Emulated Windows PCA"),
                Sipa.text(Sipa.AUTHORITYPUBLISHER, "Emulated Windows"), Sipa.u32(Sipa.MODULE_SVN, svn));
    }
}
