package io.cpni.label;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * States that a field of a labelled record, or a whole type beside labelled ones, holds no customer data.
 *
 * <p>Without it an unlabelled field of a labelled record counts as call detail.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD, ElementType.RECORD_COMPONENT})
public @interface NotCpni {

    /** Why this is not customer data, for the reader of the label inventory; must not be blank. */
    String reason();
}
