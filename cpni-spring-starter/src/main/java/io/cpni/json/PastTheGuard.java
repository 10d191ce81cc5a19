package io.cpni.json;

import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.util.Converter;

/**
 * Refuses annotations by which Jackson would write a labelled record without asking its guard: better no document than one
 * that shows too much.
 */
final class PastTheGuard extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    /** Looks at a class before Jackson takes the serializer that it names, of which no modifier hears. */
    @Override
    public @Nullable Object findSerializer(MapperConfig<?> config, Annotated annotated) {
        if (annotated instanceof AnnotatedClass
                && RecordGuard.of(annotated.getRawType()).isLabelled()) {
            JsonSerialize own = annotated.getAnnotation(JsonSerialize.class);
            if (own != null && namesAnother(own)) {
                throw refused(
                        annotated.getRawType(),
                        "@JsonSerialize names what writes it past the guard; add the serializer to the mapper by a module,"
                                + " and records are written by it whole or not at all");
            }
        }
        return null;
    }

    private static boolean namesAnother(JsonSerialize own) {
        return own.using() != ValueSerializer.None.class
                || own.as() != Void.class
                || own.converter() != Converter.None.class;
    }

    /** Looks at a property of any type that holds labelled records. */
    static void refuseReference(BeanPropertyWriter property) {
        JsonIdentityInfo identity = property.getAnnotation(JsonIdentityInfo.class);
        JsonSerialize own = property.getAnnotation(JsonSerialize.class);
        if (identity == null && own == null) {
            return;
        }
        JavaType held =
                property.getType().isContainerType() ? property.getType().getContentType() : property.getType();
        if (!RecordGuard.of(held.getRawClass()).isLabelled()) {
            return;
        }
        if (identity != null && ObjectIdGenerators.PropertyGenerator.class.isAssignableFrom(identity.generator())) {
            throw refused(
                    held.getRawClass(),
                    "@JsonIdentityInfo on property '" + property.getName()
                            + "' writes one of its members past the guard;"
                            + " use ObjectIdGenerators.IntSequenceGenerator");
        }
        if (own != null
                && (namesAnother(own)
                        || own.contentUsing() != ValueSerializer.None.class
                        || own.contentAs() != Void.class
                        || own.contentConverter() != Converter.None.class)) {
            throw refused(
                    held.getRawClass(),
                    "@JsonSerialize on property '" + property.getName()
                            + "' names what writes it past the guard; leave it" + " out");
        }
    }

    static IllegalStateException refused(Class<?> type, String why) {
        return new IllegalStateException("labelled type " + type.getName() + " cannot be written as JSON: " + why);
    }
}
