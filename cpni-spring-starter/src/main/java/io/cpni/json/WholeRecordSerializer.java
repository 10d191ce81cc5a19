package io.cpni.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.util.NameTransformer;

/**
 * Writes a labelled record by a serializer that cannot be looked into, if every field of the record may be seen; else null.
 * What is not labelled it writes as it is.
 */
final class WholeRecordSerializer extends ValueSerializer<Object> {

    private final ValueSerializer<Object> serializer;
    private final RecordRelease release;
    private final RecordGuard guard;

    WholeRecordSerializer(ValueSerializer<Object> serializer, RecordRelease release, RecordGuard guard) {
        this.serializer = serializer;
        this.release = release;
        this.guard = guard;
    }

    @SuppressWarnings("unchecked") // Jackson asks a serializer for values of its type only
    static WholeRecordSerializer around(ValueSerializer<?> serializer, RecordRelease release, Class<?> type) {
        return new WholeRecordSerializer((ValueSerializer<Object>) serializer, release, RecordGuard.of(type));
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext call) {
        if (isWhole(value, call)) {
            serializer.serialize(value, generator, call);
        } else {
            generator.writeNull();
        }
    }

    @Override
    public void serializeWithType(
            Object value, JsonGenerator generator, SerializationContext call, TypeSerializer typeSerializer) {
        if (isWhole(value, call)) {
            serializer.serializeWithType(value, generator, call, typeSerializer);
        } else {
            generator.writeNull();
        }
    }

    private boolean isWhole(Object value, SerializationContext call) {
        RecordGuard actual = guard.of(value);
        return !actual.isLabelled()
                || Document.release(call, release, actual, value).isWhole();
    }

    @Override
    public void resolve(SerializationContext call) {
        serializer.resolve(call);
    }

    @Override
    @SuppressWarnings("unchecked") // of the same values as before
    public ValueSerializer<?> createContextual(SerializationContext call, @Nullable BeanProperty property) {
        return new WholeRecordSerializer(
                (ValueSerializer<Object>) serializer.createContextual(call, property), release, guard);
    }

    /** Without an object of its own nothing could be left out: it stays wrapped. */
    @Override
    public ValueSerializer<Object> unwrappingSerializer(NameTransformer unwrapper) {
        return this;
    }

    @Override
    public boolean isEmpty(SerializationContext call, @Nullable Object value) {
        return value == null || (isWhole(value, call) && serializer.isEmpty(call, value));
    }

    @Override
    public Class<?> handledType() {
        return serializer.handledType();
    }

    @Override
    public void acceptJsonFormatVisitor(JsonFormatVisitorWrapper visitor, tools.jackson.databind.JavaType type) {
        serializer.acceptJsonFormatVisitor(visitor, type);
    }
}
