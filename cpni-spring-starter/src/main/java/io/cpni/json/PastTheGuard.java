package io.cpni.json;

import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.cfg.HandlerInstantiator;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.util.ClassUtil;
import tools.jackson.databind.util.Converter;

/**
 * Refuses annotations by which Jackson would write a labelled record without asking its guard: better no document than one
 * that shows too much.
 */
final class PastTheGuard extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    private final transient RecordRelease release;

    PastTheGuard(RecordRelease release) {
        this.release = release;
    }

    /**
     * Looks at a class before Jackson takes the serializer that it names, of which no modifier hears, and puts a guard before
     * one that a property names: what the property holds may be a labelled record whatever it is declared as.
     */
    @Override
    public @Nullable Object findSerializer(MapperConfig<?> config, Annotated annotated) {
        JsonSerialize own = annotated.getAnnotation(JsonSerialize.class);
        if (own == null) {
            return null;
        }
        if (annotated instanceof AnnotatedClass) {
            if (RecordGuard.of(annotated.getRawType()).isLabelled() && namesAnother(own)) {
                throw refused(
                        annotated.getRawType(),
                        "@JsonSerialize names what writes it past the guard; add the serializer to the mapper by a module,"
                                + " and records are written by it whole or not at all");
            }
            return null;
        }
        return guarded(config, annotated, own.using());
    }

    @Override
    public @Nullable Object findContentSerializer(MapperConfig<?> config, Annotated annotated) {
        JsonSerialize own = annotated.getAnnotation(JsonSerialize.class);
        return own == null ? null : guarded(config, annotated, own.contentUsing());
    }

    @Override
    public @Nullable Object findKeySerializer(MapperConfig<?> config, Annotated annotated) {
        JsonSerialize own = annotated.getAnnotation(JsonSerialize.class);
        return own == null || own.keyUsing() == ValueSerializer.None.class
                ? null
                : MaskedKey.orElse(instance(config, annotated, own.keyUsing()));
    }

    private @Nullable Object guarded(MapperConfig<?> config, Annotated annotated, Class<?> named) {
        return named == ValueSerializer.None.class
                ? null
                : WholeRecordSerializer.around(instance(config, annotated, named), release, Object.class);
    }

    /** As Jackson does it. */
    private static ValueSerializer<?> instance(MapperConfig<?> config, Annotated annotated, Class<?> named) {
        HandlerInstantiator own = config.getHandlerInstantiator();
        if (own != null && config instanceof SerializationConfig writing) {
            ValueSerializer<?> made = own.serializerInstance(writing, annotated, named);
            if (made != null) {
                return made;
            }
        }
        return (ValueSerializer<?>) ClassUtil.createInstance(named, config.canOverrideAccessModifiers());
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
        if (identity != null && ObjectIdGenerators.PropertyGenerator.class.isAssignableFrom(identity.generator())) {
            held(property.getType())
                    .map(JavaType::getRawClass)
                    .filter(PastTheGuard::isOrMayBeLabelled)
                    .findFirst()
                    .ifPresent(held -> {
                        throw refused(
                                held,
                                "@JsonIdentityInfo on property '" + property.getName()
                                        + "' could write one of its members past the guard;"
                                        + " use ObjectIdGenerators.IntSequenceGenerator");
                    });
        }
        Optional<JavaType> labelled = held(property.getType())
                .filter(type -> RecordGuard.of(type.getRawClass()).isLabelled())
                .findFirst();
        if (labelled.isEmpty()) {
            return;
        }
        if (own != null
                && (namesAnother(own)
                        || own.contentUsing() != ValueSerializer.None.class
                        || own.keyUsing() != ValueSerializer.None.class
                        || own.keyAs() != Void.class
                        || own.contentAs() != Void.class
                        || own.contentConverter() != Converter.None.class)) {
            throw refused(
                    labelled.get().getRawClass(),
                    "@JsonSerialize on property '" + property.getName()
                            + "' names what writes it past the guard; leave it" + " out");
        }
    }

    /** Returns what a type holds in the end: itself, or what it contains or refers to. */
    private static Stream<JavaType> held(JavaType type) {
        if (type.getContentType() == null) {
            return Stream.of(type);
        }
        Stream<JavaType> contents = held(type.getContentType());
        return type.getKeyType() == null ? contents : Stream.concat(held(type.getKeyType()), contents);
    }

    private static boolean isOrMayBeLabelled(Class<?> type) {
        return RecordGuard.of(type).isLabelled() || Modifier.isAbstract(type.getModifiers()) || type == Object.class;
    }

    static IllegalStateException refused(Class<?> type, String why) {
        return new IllegalStateException((RecordGuard.of(type).isLabelled() ? "labelled type " : "type ")
                + type.getName() + " cannot be written as JSON: " + why);
    }
}
