package io.cpni.json;

import io.cpni.mask.Masker;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes a labelled record that is the key of a map: masked, because a key has no properties that could be. */
final class MaskedKey extends ValueSerializer<Object> {

    /** For keys that are labelled records. */
    static final MaskedKey ALWAYS = new MaskedKey(null);

    private final @Nullable ValueSerializer<Object> other;

    private MaskedKey(@Nullable ValueSerializer<Object> other) {
        this.other = other;
    }

    /** Returns one for keys of which some may be labelled records; the others are written as before. */
    @SuppressWarnings("unchecked") // Jackson asks a serializer for values of its type only
    static MaskedKey orElse(ValueSerializer<?> other) {
        return new MaskedKey((ValueSerializer<Object>) other);
    }

    @Override
    public void serialize(Object key, JsonGenerator generator, SerializationContext call) {
        if (other == null || RecordGuard.of(key.getClass()).isLabelled()) {
            generator.writeName(Masker.TEXT_MARK);
        } else {
            other.serialize(key, generator, call);
        }
    }

    @Override
    public void resolve(SerializationContext call) {
        if (other != null) {
            other.resolve(call);
        }
    }

    @Override
    public ValueSerializer<?> createContextual(SerializationContext call, @Nullable BeanProperty property) {
        return other == null ? this : orElse(other.createContextual(call, property));
    }
}
