package io.cpni.corpus;

import io.cpni.label.DataCategory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Pattern;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.module.SimpleModule;

/** Teaches Jackson how the format writes each kind of value. */
final class CorpusModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    CorpusModule() {
        super("corpus");
        setDeserializers(new ConstantsByName());
        addDeserializer(String.class, StrictScalar.text(text -> text));
        addDeserializer(Integer.class, StrictScalar.integer());
        addDeserializer(Boolean.class, StrictScalar.bool(null));
        addDeserializer(Boolean.TYPE, StrictScalar.bool(false));
        addDeserializer(Instant.class, StrictScalar.text(CorpusModule::instant));
        addDeserializer(LocalDate.class, StrictScalar.text(CorpusModule::date));
        addDeserializer(ZoneId.class, StrictScalar.text(CorpusModule::zone));
        addDeserializer(DataCategory.class, StrictScalar.text(DataCategory::ofCode));
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(CorpusChecks.matching("an instant", text, INSTANT))
                .toInstant();
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(CorpusChecks.matching("a date", text, DATE));
    }

    private static ZoneId zone(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw new IllegalArgumentException("'" + text + "' is no zone of the IANA database");
        }
        return ZoneId.of(text);
    }

    /** Reads an enum constant by its exact name. */
    private static final class ConstantsByName extends SimpleDeserializers {

        private static final long serialVersionUID = 1L;

        @Override
        public ValueDeserializer<?> findEnumDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            ValueDeserializer<?> special = super.findEnumDeserializer(type, config, description);
            return special != null ? special : StrictScalar.text(text -> constant(type.getRawClass(), text));
        }

        private static Object constant(Class<?> constants, String name) {
            for (Object constant : constants.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(name)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("'" + name + "' is no constant of " + constants.getSimpleName());
        }
    }
}
