package dev.assay.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a resource that also takes api-version 2018-09-01-preview (maa-api §7). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface PreviewToo {
}
