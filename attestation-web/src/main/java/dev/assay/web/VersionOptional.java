package dev.assay.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a resource that answers without an {@code api-version}: what relying parties fetch (maa-api §1). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface VersionOptional {
}
