package io.cpni.label;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Labels a record type or one of its fields as customer proprietary network information.
 *
 * <p>On a type, the categories hold for every field without a label of its own; a type labelled without categories is
 * call detail. On a field, record component or getter, the categories replace those of the type; without categories
 * the field keeps the type's and only takes the other elements. On a repository interface or one of its methods it
 * marks the place as handling labelled records, so that start-up can check that it returns labelled types.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD, ElementType.RECORD_COMPONENT})
public @interface Cpni {

    /** The categories of the data; several mean that a rule must permit each of them. */
    DataCategory[] value() default {};

    /**
     * How the value is shown to those who may not see it. On a type it holds for every field without a label of its own, so
     * each of them must be able to hold such a mask. Identifiers, customer keys, versions and discriminators are never
     * masked and take none.
     */
    MaskStyle mask() default MaskStyle.BY_TYPE;

    /** Whether the value could be offered as proof of identity. */
    AuthFactor authFactor() default AuthFactor.NONE;

    /** Which fact about the row the value holds. */
    ColumnRole role() default ColumnRole.NONE;
}
