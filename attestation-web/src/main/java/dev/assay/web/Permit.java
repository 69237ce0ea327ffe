package dev.assay.web;

import dev.assay.identity.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may call a resource method. Every one carries it; one without is answered to nobody (AU-05). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Permit {
    /** The caller has one of these; none, and not anonymous: nobody may call. */
    Role[] value() default {};

    /** Anybody may call, and no token is looked at. */
    boolean anonymous() default false;
}
