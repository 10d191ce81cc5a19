package io.cpni.data;

import static io.cpni.data.Models.derive;
import static io.cpni.data.Models.describe;
import static io.cpni.label.DataCategory.BILLING;
import static io.cpni.label.DataCategory.CALL_DETAIL;
import static io.cpni.label.DataCategory.IDENTITY;
import static io.cpni.label.DataCategory.LOCATION;
import static io.cpni.label.DataCategory.NETWORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.MaskStyle;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminator;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.DiscriminatorFormula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.Test;

/** Mappings that few models use, and that a gate must not stumble over. */
class JpaUnusualMappingTest {

    @Entity
    @Table(name = "by_getter")
    @Access(AccessType.PROPERTY)
    @Cpni(CALL_DETAIL)
    static class ByGetter {
        private Long no;
        private Long who;
        private String number;

        @Id
        public Long getId() {
            return no;
        }

        public void setId(Long id) {
            no = id;
        }

        @CustomerKey
        public Long getCustomer() {
            return who;
        }

        public void setCustomer(Long customer) {
            who = customer;
        }

        @Cpni(value = IDENTITY, mask = MaskStyle.TELEPHONE_NUMBER)
        @Column(name = "own_number")
        public String getOwnNumber() {
            return number;
        }

        public void setOwnNumber(String ownNumber) {
            number = ownNumber;
        }
    }

    @Test
    void labelsOnGettersHold() {
        assertThat(describe(derive(ByGetter.class), "by_getter"))
                .containsExactly(
                        "CDI by customer",
                        "id CDI NUMBER key",
                        "customer CDI NUMBER key",
                        "own_number PII TELEPHONE_NUMBER TEXT");
    }

    @Embeddable
    static class Route {
        @Cpni(NETWORK)
        String trunk;

        @Cpni(LOCATION)
        String cell;
    }

    @Entity
    @Table(name = "json_record")
    @Cpni(CALL_DETAIL)
    static class JsonRecord {
        @Id
        Long id;

        @CustomerKey
        Long customer;

        @Embedded
        @Cpni(BILLING)
        @JdbcTypeCode(SqlTypes.JSON)
        Route route;
    }

    @Test
    void aColumnOfJsonHasTheCategoriesOfAllItsParts() {
        assertThat(describe(derive(JsonRecord.class), "json_record"))
                .containsExactly(
                        "CDI by customer", "id CDI NUMBER key", "customer CDI NUMBER key", "route BIL+NET+LOC OTHER");
    }

    @Embeddable
    static class Place {
        String street;
    }

    @Embeddable
    static class RadioPlace extends Place {
        @Cpni(LOCATION)
        String cell;
    }

    @Entity
    @Table(name = "place_record")
    static class PlaceRecord {
        @Id
        Long id;

        @CustomerKey
        Long customer;

        @Embedded
        Place place;
    }

    @Test
    void aLabelInASubclassOfAnEmbeddableIsFound() {
        assertThat(describe(derive(PlaceRecord.class, Place.class, RadioPlace.class), "place_record"))
                .containsExactlyInAnyOrder(
                        "CDI by customer",
                        "id CDI NUMBER key",
                        "customer CDI NUMBER key",
                        "place_DTYPE CDI TEXT key",
                        "street CDI TEXT",
                        "cell LOC TEXT");
    }

    @Entity
    @Table(name = "device")
    static class Device {
        @Id
        Long id;
    }

    @Entity
    @Table(name = "remark")
    @Cpni(CALL_DETAIL)
    static class Remark {
        @Id
        Long id;

        @CustomerKey
        Long customer;

        @Any
        @AnyDiscriminator(DiscriminatorType.STRING)
        @AnyDiscriminatorValue(discriminator = "D", entity = Device.class)
        @AnyKeyJavaClass(Long.class)
        @Column(name = "about_kind")
        @JoinColumn(name = "about_id")
        @Cpni(value = NETWORK, mask = MaskStyle.ABSENT)
        Object about;

        @ElementCollection
        @CollectionTable(name = "remark_weight", joinColumns = @JoinColumn(name = "remark_id"))
        @MapKeyJoinColumn(name = "device_id")
        @Column(name = "weight")
        Map<Device, Integer> weights;
    }

    @Entity
    @Table(name = "any_key")
    @Cpni(CALL_DETAIL)
    static class AnyKey {
        @Id
        Long id;

        @CustomerKey
        @Any
        @AnyDiscriminator(DiscriminatorType.STRING)
        @AnyDiscriminatorValue(discriminator = "D", entity = Device.class)
        @AnyKeyJavaClass(Long.class)
        @Column(name = "about_kind")
        @JoinColumn(name = "about_id")
        Object about;
    }

    @Test
    void associationsToAnyEntityAreLabelledButLeadNowhere() {
        JpaRelationCatalog catalog = derive(Remark.class, Device.class);

        assertThat(describe(catalog, "remark"))
                .containsExactly(
                        "CDI by customer",
                        "id CDI NUMBER key",
                        "about_kind NET ABSENT TEXT",
                        "about_id NET ABSENT NUMBER",
                        "customer CDI NUMBER key");
        assertThat(describe(catalog, "remark_weight"))
                .containsExactlyInAnyOrder(
                        "CDI by remark_id > remark(id).customer",
                        "remark_id CDI NUMBER key",
                        "device_id CDI NUMBER",
                        "weight CDI NUMBER");
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(AnyKey.class, Device.class))
                .withMessageContaining("neither a plain column nor a to-one association");
    }

    @Entity
    @Table(name = "kinds")
    @DiscriminatorFormula("case when customer is null then 'a' else 'b' end")
    @Cpni(CALL_DETAIL)
    static class ByFormula {
        @Id
        Long id;

        @CustomerKey
        Long customer;
    }

    @Entity
    static class ByFormulaSubclass extends ByFormula {}

    @Test
    void aDiscriminatorFormulaStopsStartUp() {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(ByFormula.class, ByFormulaSubclass.class))
                .withMessageContaining("'(discriminator)' of labelled entity " + ByFormula.class.getName());
    }
}
