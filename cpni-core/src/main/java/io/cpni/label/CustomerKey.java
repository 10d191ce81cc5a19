package io.cpni.label;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the field by which a labelled record reaches its customer.
 *
 * <p>On the identifier of an entity it says that the entity is the customer. On any other basic field it says that the
 * field holds the customer's id. On an association the key is found by walking on: along {@link #path()} where given,
 * else along the target's own customer key, until a field that holds the id is reached.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.RECORD_COMPONENT})
public @interface CustomerKey {

    /**
     * The attributes to follow from the associated record to the customer's id, separated by dots; empty to follow the
     * associated record's own customer key.
     */
    String path() default "";
}
