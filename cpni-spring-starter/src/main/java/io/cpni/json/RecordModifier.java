package io.cpni.json;

import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.BeanSerializerBuilder;
import tools.jackson.databind.ser.PropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.jackson.JsonValueSerializer;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;

/**
 * Puts a guard before each property of labelled records. A labelled type that is not written property by property, because
 * it has a serializer of its own, is written whole or not at all.
 */
final class RecordModifier extends ValueSerializerModifier {

    private static final long serialVersionUID = 1L;

    private final transient RecordRelease release;

    RecordModifier(RecordRelease release) {
        this.release = release;
    }

    @Override
    public List<BeanPropertyWriter> changeProperties(
            SerializationConfig config, BeanDescription.Supplier description, List<BeanPropertyWriter> properties) {
        properties.forEach(PastTheGuard::refuseReference);
        RecordGuard guard = RecordGuard.of(description.getBeanClass());
        if (!guard.isNeeded()) {
            return properties;
        }
        List<BeanPropertyWriter> guarded = new ArrayList<>();
        for (BeanPropertyWriter property : properties) {
            AnnotatedMember member = property.getMember();
            guarded.add(new GuardedProperty(
                    property,
                    release,
                    guard,
                    guard.isLabelled() ? guard.field(member == null ? null : member.getMember()) : Optional.empty()));
        }
        return guarded;
    }

    @Override
    public BeanSerializerBuilder updateBuilder(
            SerializationConfig config, BeanDescription.Supplier description, BeanSerializerBuilder builder) {
        Class<?> type = description.getBeanClass();
        if (RecordGuard.of(type).isLabelled()) {
            if (builder.getTypeId() != null) {
                throw PastTheGuard.refused(
                        type, "@JsonTypeId writes one of its members past the guard; use @JsonTypeInfo alone");
            }
            if (builder.getObjectIdWriter() != null
                    && builder.getObjectIdWriter().generator instanceof ObjectIdGenerators.PropertyGenerator) {
                throw PastTheGuard.refused(
                        type,
                        "@JsonIdentityInfo writes one of its members past the guard; use"
                                + " ObjectIdGenerators.IntSequenceGenerator");
            }
        }
        return builder;
    }

    @Override
    public ValueSerializer<?> modifySerializer(
            SerializationConfig config, BeanDescription.Supplier description, ValueSerializer<?> serializer) {
        Class<?> type = description.getBeanClass();
        RecordGuard guard = RecordGuard.of(type);
        if (!guard.isLabelled()) {
            return guard.isNeeded() && mayLookInto(serializer) ? whole(type, serializer) : serializer;
        }
        if (!(serializer instanceof BeanSerializerBase bean)) {
            return whole(type, serializer);
        }
        for (Iterator<PropertyWriter> properties = bean.properties(); properties.hasNext(); ) {
            PropertyWriter property = properties.next();
            if (!(property instanceof GuardedProperty)) {
                throw PastTheGuard.refused(
                        type,
                        "its property '" + property.getName() + "' is written by a "
                                + property.getClass().getSimpleName()
                                + ", which cannot be guarded; leave @JsonAnyGetter and serializer modifiers away from it");
            }
        }
        return serializer;
    }

    /** Tells whether a serializer takes a value apart itself: one of the application's, or one for {@code @JsonValue}. */
    private static boolean mayLookInto(ValueSerializer<?> serializer) {
        return serializer instanceof JsonValueSerializer
                || !serializer.getClass().getName().startsWith("tools.jackson.");
    }

    @Override
    public ValueSerializer<?> modifyMapSerializer(
            SerializationConfig config,
            MapType valueType,
            BeanDescription.Supplier description,
            ValueSerializer<?> serializer) {
        return guardedIfLabelled(valueType, serializer);
    }

    @Override
    public ValueSerializer<?> modifyCollectionSerializer(
            SerializationConfig config,
            CollectionType valueType,
            BeanDescription.Supplier description,
            ValueSerializer<?> serializer) {
        return guardedIfLabelled(valueType, serializer);
    }

    @Override
    public ValueSerializer<?> modifyEnumSerializer(
            SerializationConfig config,
            JavaType valueType,
            BeanDescription.Supplier description,
            ValueSerializer<?> serializer) {
        return guardedIfLabelled(valueType, serializer);
    }

    @Override
    public ValueSerializer<?> modifyKeySerializer(
            SerializationConfig config,
            JavaType valueType,
            BeanDescription.Supplier description,
            ValueSerializer<?> serializer) {
        // Not refused: Jackson would name the key in its message.
        return RecordGuard.of(valueType.getRawClass()).isLabelled() ? MaskedKey.ALWAYS : serializer;
    }

    private ValueSerializer<?> guardedIfLabelled(JavaType type, ValueSerializer<?> serializer) {
        Class<?> raw = type.getRawClass();
        return RecordGuard.of(raw).isLabelled() ? whole(raw, serializer) : serializer;
    }

    private WholeRecordSerializer whole(Class<?> type, ValueSerializer<?> serializer) {
        return WholeRecordSerializer.around(serializer, release, type);
    }
}
