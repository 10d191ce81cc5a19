package io.cpni;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the paragraphs that a test is about: of 47 CFR without further ado ({@code 64.2008(d)(1)}), of 47 U.S.C. 222 as
 * {@code 222(f)}, and engineering rules by their id in the rule book ({@code R-TIME-5}).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Regulation {

    /** Returns the paragraphs. */
    String[] value();

    /** Returns the ids of the rules in the rule book, such as {@code R-2008-d1}. */
    String[] rules() default {};
}
