package io.cpni.accessor;

import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares why a method, or every method of a type, uses customer data.
 *
 * <p>For the length of the call an {@link AccessContext} with this purpose and the signed-in accessor is bound. A method
 * called inside another annotated one gets its own purpose; the caller's returns with the call. The annotation on a
 * method replaces the one on its type. Nobody signed in: the call is denied.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface CpniAccess {

    /** The use. */
    Purpose purpose();

    /** The kind of recipient; our own staff unless said. */
    RecipientKind recipient() default RecipientKind.STAFF;
}
