package io.cpni.json;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.util.NameTransformer;

/**
 * Writes a property of a labelled record as far as it may be seen, by the labels of the record's own type: Jackson may be
 * told to write it as an interface or a superclass that has none. What Jackson makes of a writer, by a view, a prefix or
 * another name, is made of the one behind it, so that the guard is never left out.
 */
final class GuardedProperty extends BeanPropertyWriter {

    private static final long serialVersionUID = 1L;

    private final transient BeanPropertyWriter guarded;
    private final transient RecordRelease release;
    private final transient RecordGuard guard;
    private final transient Optional<GuardedField> field;

    /**
     * Guards a property.
     *
     * @param field its field; empty if it is declared to hold no customer data
     */
    GuardedProperty(
            BeanPropertyWriter guarded, RecordRelease release, RecordGuard guard, Optional<GuardedField> field) {
        super(guarded);
        this.guarded = guarded;
        this.release = release;
        this.guard = guard;
        this.field = field;
    }

    private GuardedProperty around(BeanPropertyWriter other) {
        return new GuardedProperty(other, release, guard, field);
    }

    @Override
    public void serializeAsProperty(Object bean, JsonGenerator generator, SerializationContext call) throws Exception {
        RecordGuard actual = guard.of(bean);
        if (!isGuarded(actual)) {
            guarded.serializeAsProperty(bean, generator, call);
            return;
        }
        Release known = Document.release(call, release, actual, bean);
        Optional<GuardedField> label = field(actual);
        switch (showing(known, label)) {
            case SHOWN -> inside(known, call, () -> guarded.serializeAsProperty(bean, generator, call));
            case MASKED -> maskedProperty(bean, label, generator, call);
            case OMITTED -> guarded.serializeAsOmittedProperty(bean, generator, call);
        }
    }

    @Override
    public void serializeAsElement(Object bean, JsonGenerator generator, SerializationContext call) throws Exception {
        RecordGuard actual = guard.of(bean);
        if (!isGuarded(actual)) {
            guarded.serializeAsElement(bean, generator, call);
            return;
        }
        Release known = Document.release(call, release, actual, bean);
        Optional<GuardedField> label = field(actual);
        switch (showing(known, label)) {
            case SHOWN -> inside(known, call, () -> guarded.serializeAsElement(bean, generator, call));
            case MASKED -> write(masked(bean, label), generator, call);
            case OMITTED -> guarded.serializeAsOmittedElement(bean, generator, call);
        }
    }

    private static boolean isGuarded(RecordGuard guard) {
        return guard.isLabelled() || guard.namesCustomer();
    }

    @SuppressWarnings("ReferenceEquality") // there is one guard for each type
    private Optional<GuardedField> field(RecordGuard actual) {
        if (actual == guard) {
            return field;
        }
        AnnotatedMember member = guarded.getMember();
        return actual.isLabelled() ? actual.field(member == null ? null : member.getMember()) : Optional.empty();
    }

    private static Release.Showing showing(Release known, Optional<GuardedField> label) {
        return label.map(known::showing).orElse(Release.Showing.SHOWN);
    }

    private interface Writing {
        void run() throws Exception;
    }

    private void inside(Release known, SerializationContext call, Writing writing) throws Exception {
        Release outer = Document.enter(call, release, known);
        try {
            writing.run();
        } finally {
            Document.leave(call, release, known, outer);
        }
    }

    private void maskedProperty(
            Object bean, Optional<GuardedField> label, JsonGenerator generator, SerializationContext call)
            throws Exception {
        Object mask = masked(bean, label);
        if (guarded.isUnwrapping() || (mask == null && guarded.willSuppressNulls())) {
            guarded.serializeAsOmittedProperty(bean, generator, call);
            return;
        }
        generator.writeName(guarded.getSerializedName());
        write(mask, generator, call);
    }

    /** A property without a member, which Jackson makes up, cannot be read from here; nor can what would be unwrapped. */
    private @Nullable Object masked(Object bean, Optional<GuardedField> label) throws Exception {
        if (guarded.getMember() == null || guarded.isVirtual() || guarded.isUnwrapping() || label.isEmpty()) {
            return null;
        }
        return label.get().mask(guarded.get(bean), release.tokenKey());
    }

    private void write(@Nullable Object mask, JsonGenerator generator, SerializationContext call) {
        if (mask == null) {
            generator.writeNull();
        } else if (mask instanceof String text) {
            generator.writeString(text);
        } else {
            ValueSerializer<Object> own = guarded.getSerializer();
            ValueSerializer<Object> serializer =
                    own == null ? call.findPrimaryPropertySerializer(mask.getClass(), guarded) : own;
            serializer.serialize(mask, generator, call);
        }
    }

    // What Jackson makes of a writer, or tells it, concerns the one behind.

    @Override
    public BeanPropertyWriter rename(NameTransformer transformer) {
        return around(guarded.rename(transformer));
    }

    @Override
    public BeanPropertyWriter unwrappingWriter(NameTransformer unwrapper) {
        return around(guarded.unwrappingWriter(unwrapper));
    }

    @Override
    public boolean isUnwrapping() {
        return guarded.isUnwrapping();
    }

    @Override
    public boolean isVirtual() {
        return guarded.isVirtual();
    }

    @Override
    public void assignTypeSerializer(TypeSerializer serializer) {
        guarded.assignTypeSerializer(serializer);
    }

    @Override
    public void assignSerializer(ValueSerializer<Object> serializer) {
        guarded.assignSerializer(serializer);
    }

    @Override
    public void assignNullSerializer(ValueSerializer<Object> serializer) {
        guarded.assignNullSerializer(serializer);
    }

    @Override
    public void setNonTrivialBaseType(JavaType type) {
        guarded.setNonTrivialBaseType(type);
    }

    @Override
    public boolean hasSerializer() {
        return guarded.hasSerializer();
    }

    @Override
    public boolean hasNullSerializer() {
        return guarded.hasNullSerializer();
    }

    @Override
    public ValueSerializer<Object> getSerializer() {
        return guarded.getSerializer();
    }

    @Override
    public TypeSerializer getTypeSerializer() {
        return guarded.getTypeSerializer();
    }

    @Override
    public void fixAccess(SerializationConfig config) {
        guarded.fixAccess(config);
    }

    @Override
    public void depositSchemaProperty(JsonObjectFormatVisitor visitor, SerializationContext call) {
        guarded.depositSchemaProperty(visitor, call);
    }
}
