package io.cpni.data;

import io.cpni.label.MaskStyle;
import io.cpni.label.ValueFamily;
import io.cpni.mask.Masker;
import io.cpni.mask.TokenKey;
import java.util.Optional;
import org.hibernate.engine.FetchTiming;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.internal.DiscriminatedAssociationAttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.converter.spi.BasicValueConverter;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/**
 * What an attribute makes of the masks that its column may show. Only what Hibernate cannot read is refused: a null in a
 * column that is declared not-null it reads all the same.
 *
 * @param where the attribute and its entity, for messages
 * @param primitive the primitive type of the attribute, which holds no null; empty if it has another
 * @param reference whether it refers to another record, which is looked up by the column
 * @param dropsRow whether Hibernate joins what the attribute refers to in a way that leaves out rows without it
 * @param timeOfDay whether the column holds times of day, which are in no month
 * @param text makes a value of the attribute's type from a text; empty if a converter does
 * @param converter makes a value of the attribute's type from what the column shows, the application's code most often
 */
record MaskHolder(
        String where,
        Optional<String> primitive,
        boolean reference,
        boolean dropsRow,
        boolean timeOfDay,
        Optional<JavaType<?>> text,
        Optional<BasicValueConverter<?, ?>> converter) {

    static MaskHolder of(
            MappedEntity entity, String path, SelectableMapping column, @Nullable AttributeMapping attribute) {
        JdbcMapping mapping = column.getJdbcMapping();
        return new MaskHolder(
                "attribute '" + path + "' of entity " + entity.name(),
                Optional.ofNullable(attribute)
                        .map(mapped -> mapped.getPropertyAccess().getGetter().getReturnTypeClass())
                        .filter(Class::isPrimitive)
                        .map(Class::getName),
                attribute instanceof ToOneAttributeMapping
                        || attribute instanceof DiscriminatedAssociationAttributeMapping,
                attribute instanceof ToOneAttributeMapping toOne
                        && !toOne.isNullable()
                        && toOne.getMappedFetchOptions().getTiming() == FetchTiming.IMMEDIATE,
                isTimeOfDay(mapping.getJdbcType().getDdlTypeCode()),
                mapping.getValueConverter() == null ? Optional.of(mapping.getMappedJavaType()) : Optional.empty(),
                Optional.ofNullable(mapping.getValueConverter()));
    }

    private static boolean isTimeOfDay(int code) {
        return switch (code) {
            case SqlTypes.TIME,
                    SqlTypes.TIME_WITH_TIMEZONE,
                    SqlTypes.TIME_UTC,
                    SqlTypes.LOCAL_TIME,
                    SqlTypes.OFFSET_TIME -> true;
            default -> false;
        };
    }

    /**
     * Checks that the attribute can be read where its column is masked.
     *
     * @throws CpniLabelException if it cannot
     */
    void check(MaskStyle mask, ValueFamily family) {
        switch (mask.effectiveFor(family)) {
            case ABSENT -> checkNull();
            case TEXT, BY_TYPE -> checkText(Masker.TEXT_MARK);
            case TELEPHONE_NUMBER -> checkText(Masker.NUMBER_MARK);
            case TOKEN -> checkText(TokenKey.MARK);
            case START_OF_MONTH -> checkMonth();
        }
    }

    private void checkNull() {
        if (primitive.isPresent()) {
            throw new CpniLabelException(
                    start() + " has the type " + primitive.get()
                            + ", which cannot hold the null that stands for a masked value",
                    "Give it the wrapper type, or declare it @NotCpni with the reason why it is no customer data");
        }
        if (dropsRow) {
            throw new CpniLabelException(
                    start() + " is mandatory and fetched eagerly: where its key is masked, and so null, Hibernate would"
                            + " not find the record at all",
                    "Make it FetchType.LAZY or optional, or declare it @NotCpni with the reason why it is no customer"
                            + " data");
        }
        converter.ifPresent(each -> checkConverter(each, null, "the null that stands for a masked value"));
    }

    private void checkText(String mark) {
        if (reference) {
            throw new CpniLabelException(
                    start() + " refers to another record by a text, and no record is found by the mask '" + mark + "'",
                    "Put @Cpni(mask = MaskStyle.ABSENT) on it, so that it refers to none where it is masked");
        }
        converter.ifPresent(each -> checkConverter(each, mark, "the mask '" + mark + "'"));
        if (text.isEmpty()) {
            return;
        }
        try {
            text.get().fromString(mark);
        } catch (RuntimeException unreadable) {
            throw new CpniLabelException(
                    start() + " is stored as text, and its type " + text.get().getTypeName()
                            + " cannot be read from the mask '" + mark + "'",
                    "Put @Cpni(mask = MaskStyle.ABSENT) on it, or a converter that knows the mask",
                    unreadable);
        }
    }

    /** A converter that fails would make each record fail in which the column is masked. */
    private <R> void checkConverter(BasicValueConverter<?, R> each, @Nullable String shown, String what) {
        try {
            each.toDomainValue(
                    shown == null ? null : each.getRelationalJavaType().fromString(shown));
        } catch (RuntimeException unreadable) {
            throw new CpniLabelException(
                    start() + " has a converter, which fails on " + what,
                    shown == null
                            ? "Let the converter return null for null"
                            : "Let the converter know the mask, or put @Cpni(mask = MaskStyle.ABSENT) on the attribute",
                    unreadable);
        }
    }

    private void checkMonth() {
        if (timeOfDay) {
            throw new CpniLabelException(
                    start() + " is a time of day, which no month begins with, but has the mask START_OF_MONTH",
                    "Leave the mask out, or use ABSENT");
        }
    }

    private String start() {
        return Character.toUpperCase(where.charAt(0)) + where.substring(1);
    }
}
