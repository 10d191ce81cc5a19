package io.cpni.data;

import static io.cpni.data.Models.derive;
import static io.cpni.data.Models.describe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.label.NotCpni;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.Test;

/** A mask that an attribute cannot hold stops start-up, and says which attribute it is and what to do. */
class MaskChecksTest {

    @MappedSuperclass
    abstract static class Record {
        @Id
        Long id;

        @CustomerKey
        Long customer;
    }

    private static void refused(Class<?> entity, String attribute, String why, String fix) {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(entity))
                .withMessageContaining("ttribute '" + attribute + "' of entity " + entity.getName() + " ")
                .withMessageContaining(why)
                .withMessageContaining(fix);
    }

    @Entity
    @Cpni
    static class WithPrimitive extends Record {
        int seconds;
    }

    @Entity
    @Cpni
    static class WithEmbeddedPrimitive extends Record {
        @Embedded
        Hops route;
    }

    @Embeddable
    record Hops(String trunk, long hops) {}

    @Test
    void aPrimitiveThatIsMaskedAsNull() {
        refused(WithPrimitive.class, "seconds", "has the type int", "Give it the wrapper type");
        refused(WithEmbeddedPrimitive.class, "route.hops", "has the type long", "Give it the wrapper type");
    }

    @Entity
    @Cpni
    static class WithoutTrouble extends Record {
        @NotCpni(reason = "a switch of ours")
        boolean retried;

        @Version
        int version;

        @Basic(optional = false)
        @Column(nullable = false)
        Instant startedAt;

        @ManyToOne(optional = false, fetch = FetchType.LAZY)
        @JoinColumn(nullable = false)
        WithoutTrouble before;

        @Cpni(mask = MaskStyle.START_OF_MONTH)
        LocalDate callDay;

        @Cpni(mask = MaskStyle.TOKEN)
        @Column(length = 2)
        String callee;

        @Cpni(mask = MaskStyle.TEXT)
        @Convert(converter = Plain.class)
        StringBuilder note;

        @ElementCollection
        @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
        List<String> forwardedTo;
    }

    static final class Plain implements AttributeConverter<StringBuilder, String> {
        @Override
        public String convertToDatabaseColumn(StringBuilder value) {
            return value.toString();
        }

        @Override
        public StringBuilder convertToEntityAttribute(String text) {
            return new StringBuilder(text);
        }
    }

    @Test
    void whatHibernateCanReadPasses() {
        JpaRelationCatalog catalog = derive(WithoutTrouble.class);
        assertThat(describe(catalog, "MaskChecksTest$WithoutTrouble"))
                .contains("callee CDI TOKEN TEXT", "callDay CDI START_OF_MONTH TEMPORAL", "version CDI NUMBER key");
        assertThat(describe(catalog, "MaskChecksTest$WithoutTrouble_forwardedTo"))
                .contains("forwardedTo CDI TELEPHONE_NUMBER TEXT");
    }

    @Entity
    @Cpni
    static class WithEagerReference extends Record {
        @ManyToOne(optional = false)
        WithEagerReference before;
    }

    @Test
    void aMandatoryReferenceThatIsFetchedEagerly() {
        refused(WithEagerReference.class, "before", "would not find the record at all", "FetchType.LAZY");
    }

    @Entity
    static class Place {
        @Id
        String code;
    }

    @Entity
    @Cpni
    static class WithTextReference extends Record {
        @ManyToOne(fetch = FetchType.LAZY)
        Place place;
    }

    @Test
    void aReferenceByText() {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(WithTextReference.class, Place.class))
                .withMessageContaining(
                        "Attribute 'place' of entity " + WithTextReference.class.getName() + " refers to")
                .withMessageContaining("mask = MaskStyle.ABSENT");
    }

    @Entity
    @Cpni
    static class WithMaskedId {
        @Id
        @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
        String number;

        @CustomerKey
        Long customer;
    }

    @Entity
    @Cpni
    static class WithMaskedKey {
        @Id
        Long id;

        @CustomerKey
        @Cpni(mask = MaskStyle.ABSENT)
        Long customer;
    }

    @Entity
    @Cpni
    static class WithMaskedVersion extends Record {
        @Version
        @Cpni(mask = MaskStyle.ABSENT)
        Long version;
    }

    @Entity
    @Inheritance
    @DiscriminatorColumn(name = "kind")
    @Cpni
    static class WithMaskedDiscriminator extends Record {
        @Cpni(mask = MaskStyle.TEXT)
        @Column(name = "kind", insertable = false, updatable = false)
        String kind;
    }

    @Entity
    static class OfAKind extends WithMaskedDiscriminator {}

    @Test
    void aMaskOnWhatIsNeverMasked() {
        refused(WithMaskedId.class, "number", "has a mask, but its column 'number'", "Leave the mask out");
        refused(WithMaskedKey.class, "customer", "identifier, customer key", "Leave the mask out");
        refused(WithMaskedVersion.class, "version", "version or discriminator", "Leave the mask out");
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(WithMaskedDiscriminator.class, OfAKind.class))
                .withMessageContaining("attribute 'kind' of entity")
                .withMessageContaining("Leave the mask out");
    }

    @Entity
    @Cpni
    static class NumberAsToken extends Record {
        @Cpni(mask = MaskStyle.TOKEN)
        Long account;
    }

    @Entity
    @Cpni
    static class TimeAsText extends Record {
        @Cpni(mask = MaskStyle.TEXT)
        Instant at;
    }

    @Entity
    @Cpni
    static class TextAsMonth extends Record {
        @Cpni(mask = MaskStyle.START_OF_MONTH)
        String at;
    }

    @Entity
    @Cpni
    static class TimeOfDay extends Record {
        @Cpni(mask = MaskStyle.START_OF_MONTH)
        LocalTime at;
    }

    @Entity
    @Cpni(value = DataCategory.CALL_DETAIL, mask = MaskStyle.TELEPHONE_NUMBER)
    static class WholeRecord extends Record {
        String callee;

        Long seconds;
    }

    @Entity
    @Cpni
    static class IndexOfNumbers extends Record {
        @ElementCollection
        @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
        Map<Integer, String> numbers;
    }

    @Test
    void aMaskOfAnotherFamily() {
        refused(NumberAsToken.class, "account", "mask TOKEN", "family NUMBER");
        refused(TimeAsText.class, "at", "mask TEXT", "family TEMPORAL");
        refused(TextAsMonth.class, "at", "mask START_OF_MONTH", "family TEXT");
        refused(TimeOfDay.class, "at", "time of day", "Leave the mask out");
        refused(WholeRecord.class, "seconds", "mask TELEPHONE_NUMBER", "put it on those that it suits");
        refused(IndexOfNumbers.class, "numbers (index)", "mask TELEPHONE_NUMBER", "family NUMBER");
    }

    enum Direction {
        IN
    }

    @Entity
    @Cpni
    static class EnumAsText extends Record {
        @Enumerated(EnumType.STRING)
        @JdbcTypeCode(SqlTypes.VARCHAR)
        Direction direction;
    }

    @Entity
    @Cpni
    static class EnumAsNull extends Record {
        @Enumerated(EnumType.STRING)
        @JdbcTypeCode(SqlTypes.VARCHAR)
        @Cpni(mask = MaskStyle.ABSENT)
        Direction direction;
    }

    @Test
    void aTypeThatIsNotReadFromAMask() {
        refused(EnumAsText.class, "direction", "cannot be read from the mask '***'", "mask = MaskStyle.ABSENT");
        assertThat(describe(derive(EnumAsNull.class), "MaskChecksTest$EnumAsNull"))
                .contains("direction CDI ABSENT TEXT");
    }

    static final class Strict implements AttributeConverter<Direction, String> {
        @Override
        public String convertToDatabaseColumn(Direction value) {
            return value.name();
        }

        @Override
        public Direction convertToEntityAttribute(String text) {
            return Direction.valueOf(text);
        }
    }

    static final class KnowsNull implements AttributeConverter<Direction, String> {
        @Override
        public String convertToDatabaseColumn(Direction value) {
            return value.name();
        }

        @Override
        public Direction convertToEntityAttribute(String text) {
            return text == null ? null : Direction.valueOf(text);
        }
    }

    @Entity
    @Cpni
    static class StrictlyConverted extends Record {
        @Convert(converter = Strict.class)
        Direction direction;
    }

    @Entity
    @Cpni
    static class StrictlyConvertedAsNull extends Record {
        @Convert(converter = Strict.class)
        @Cpni(mask = MaskStyle.ABSENT)
        Direction direction;
    }

    @Entity
    @Cpni
    static class ConvertedAsNull extends Record {
        @Convert(converter = KnowsNull.class)
        @Cpni(mask = MaskStyle.ABSENT)
        Direction direction;
    }

    @Test
    void aConverterThatFailsOnAMask() {
        refused(
                StrictlyConverted.class,
                "direction",
                "has a converter, which fails on the mask '***'",
                "mask = MaskStyle.ABSENT");
        refused(
                StrictlyConvertedAsNull.class,
                "direction",
                "has a converter, which fails on the null that stands for a masked value",
                "return null for null");
        assertThat(describe(derive(ConvertedAsNull.class), "MaskChecksTest$ConvertedAsNull"))
                .contains("direction CDI ABSENT TEXT");
    }
}
