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

import io.cpni.label.ColumnRole;
import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.MaskStyle;
import io.cpni.label.NotCpni;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import io.cpni.sql.RelationCatalog;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.TableGenerator;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.TenantId;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.Test;

/** Columns: names, labels, families, embeddables, identifiers. */
class JpaRelationCatalogTest {

    @Entity(name = "CallRecord")
    @Cpni(CALL_DETAIL)
    static class CallRecord {
        @Id
        Long id;

        @CustomerKey
        long customerId;

        @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
        String calleeNumber;

        @Cpni(role = ColumnRole.OCCURRED_AT)
        Instant startedAt;

        @Cpni({CALL_DETAIL, BILLING})
        BigDecimal ratedCost;

        @NotCpni(reason = "a switch's own sequence")
        int batchNo;

        @Version
        int version;
    }

    @Entity(name = "Tariff")
    static class Tariff {
        @Id
        Long id;

        String dialPrefix;
        BigDecimal pricePerMinute;
    }

    @Test
    void columnsTakeTheNamesOfTheNamingStrategy() {
        JpaRelationCatalog catalog = derive(
                configuration -> configuration.property(
                        "hibernate.physical_naming_strategy", PhysicalNamingStrategySnakeCaseImpl.class.getName()),
                CallRecord.class,
                Tariff.class);

        assertThat(describe(catalog, "call_record"))
                .containsExactly(
                        "CDI by customer_id",
                        "id CDI NUMBER key",
                        "batch_no - NUMBER",
                        "callee_number CDI TELEPHONE_NUMBER TEXT",
                        "customer_id CDI NUMBER key",
                        "rated_cost CDI+BIL NUMBER",
                        "started_at CDI OCCURRED_AT TEMPORAL",
                        "version CDI NUMBER key");
        assertThat(catalog.plainTables())
                .isEqualTo(Map.of(
                        "tariff",
                        Map.of(
                                "id", ValueFamily.NUMBER,
                                "dial_prefix", ValueFamily.TEXT,
                                "price_per_minute", ValueFamily.NUMBER)));
    }

    @Test
    void theCatalogOfTheGateTakesBothKindsOfTables() {
        RelationCatalog.Builder builder = RelationCatalog.builder();

        derive(CallRecord.class, Tariff.class).addTo(builder);

        RelationCatalog catalog = builder.build();
        assertThat(catalog.labelledTables()).extracting(TableLabels::table).containsExactly("CallRecord");
        assertThat(catalog.plainRelations()).containsExactly("Tariff");
    }

    @Entity
    @Table(name = "CDR")
    @Cpni(CALL_DETAIL)
    static class Named {
        @Id
        @Column(name = "CDR_NO")
        Long id;

        @CustomerKey
        @Column(name = "CUST_NO")
        String customer;
    }

    @Test
    void columnsTakeExplicitNames() {
        assertThat(describe(derive(Named.class), "CDR"))
                .containsExactly("CDI by CUST_NO", "CDR_NO CDI NUMBER key", "CUST_NO CDI TEXT key");
    }

    @Entity
    @Table(name = "`Call Record`")
    @Cpni(CALL_DETAIL)
    static class Quoted {
        @Id
        @Column(name = "\"Call No\"")
        Long id;

        @CustomerKey
        @Column(name = "`order`")
        Long customer;
    }

    @Test
    void aQuotedNameIsKeptExactly() {
        assertThat(describe(derive(Quoted.class), "Call Record"))
                .containsExactly("CDI by \"order\"", "\"Call No\" CDI NUMBER key", "\"order\" CDI NUMBER key");
        assertThat(describe(
                        derive(
                                configuration ->
                                        configuration.property("hibernate.globally_quoted_identifiers", "true"),
                                Named.class),
                        "CDR"))
                .containsExactly("CDI by \"CUST_NO\"", "\"CDR_NO\" CDI NUMBER key", "\"CUST_NO\" CDI TEXT key");
    }

    @Entity
    @Table(name = "`Cdr`")
    static class OtherCase {
        @Id
        Long id;
    }

    @Test
    void tablesThatDifferOnlyInCaseStopStartUp() {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(Named.class, OtherCase.class))
                .withMessageContaining("'CDR' and '\"Cdr\"' differ only in case");
    }

    @Entity
    @Table(name = "CDR", schema = "archive")
    static class Archived {
        @Id
        Long id;
    }

    @Entity
    @Table(name = "zone")
    static class Zone {
        @Id
        Long id;

        int name;
    }

    @Entity
    @Table(name = "zone", schema = "archive")
    @Cpni(NETWORK)
    static class LabelledZone {
        @Id
        Long id;

        @CustomerKey
        long customer;
    }

    @Test
    void aTableInASchemaIsKnownWithIt() {
        assertThat(describe(derive(Models::withSchemas, LabelledZone.class), "archive.zone"))
                .containsExactly("NET by customer", "id NET NUMBER key", "customer NET NUMBER key");
    }

    @Test
    void oneNameInTwoSchemasAreTwoTables() {
        JpaRelationCatalog catalog = derive(Models::withSchemas, Zone.class, LabelledZone.class);
        assertThat(Models.names(catalog)).containsExactly("archive.zone");
        assertThat(catalog.plainTables())
                .isEqualTo(Map.of("zone", Map.of("id", ValueFamily.NUMBER, "name", ValueFamily.NUMBER)));
        assertThat(derive(Models::withSchemas, Named.class, Archived.class).plainTables())
                .containsOnlyKeys("archive.CDR");
    }

    @Entity
    @Table(name = "trip", schema = "archive")
    @Cpni(NETWORK)
    static class Trip {
        @Id
        @GeneratedValue(strategy = GenerationType.TABLE, generator = "trips")
        @TableGenerator(name = "trips", table = "counters", schema = "archive")
        Long id;

        @CustomerKey
        @ManyToOne
        LabelledZone zone;
    }

    @Test
    void theWayToTheCustomerAndCountersOfIdentifiersAreInTheirSchemas() {
        JpaRelationCatalog catalog = derive(Models::withSchemas, Trip.class, LabelledZone.class);
        assertThat(Models.path(catalog, "archive.trip")).isEqualTo("zone_id > archive.zone(id).customer");
        assertThat(catalog.plainTables()).containsOnlyKeys("archive.counters");
    }

    @Embeddable
    @Cpni(CALL_DETAIL)
    record Money(
            BigDecimal amount,
            @NotCpni(reason = "ISO 4217 code") String currency) {}

    @Embeddable
    @Cpni(LOCATION)
    static class Cell {
        Double latitude;
        Double longitude;

        @Cpni(NETWORK)
        String siteName;
    }

    @Embeddable
    static class Leg {
        @Embedded
        Cell cell;

        String trunk;
    }

    @Entity
    @Table(name = "leg_record")
    @Cpni(CALL_DETAIL)
    static class LegRecord {
        @Id
        Long id;

        @CustomerKey
        long customer;

        @Cpni(BILLING)
        @Embedded
        Money cost;

        @Embedded
        @AttributeOverride(name = "trunk", column = @Column(name = "out_trunk"))
        Leg leg;
    }

    @Test
    void anEmbeddablesOwnLabelsStandBeforeThoseOfItsPlace() {
        assertThat(describe(derive(LegRecord.class), "leg_record"))
                .containsExactly(
                        "CDI by customer",
                        "id CDI NUMBER key",
                        "amount CDI+BIL NUMBER",
                        "currency - TEXT",
                        "customer CDI NUMBER key",
                        "latitude LOC NUMBER",
                        "longitude LOC NUMBER",
                        "siteName NET TEXT",
                        "out_trunk CDI TEXT");
    }

    @Entity
    @Table(name = "site")
    static class Site {
        @Id
        Long id;

        @CustomerKey
        long customer;

        @Embedded
        Cell cell;

        @NotCpni(reason = "a note of our own, whatever the embedded part carries")
        String remark;
    }

    @Test
    void anEmbeddablesLabelMakesItsEntityLabelled() {
        JpaRelationCatalog catalog = derive(Site.class);

        assertThat(describe(catalog, "site"))
                .containsExactly(
                        "CDI by customer",
                        "id CDI NUMBER key",
                        "latitude LOC NUMBER",
                        "longitude LOC NUMBER",
                        "siteName NET TEXT",
                        "customer CDI NUMBER key",
                        "remark - TEXT");
        assertThat(catalog.unlabelledEntities()).isEmpty();
    }

    @Embeddable
    record LineKey(@CustomerKey Long customer, Integer line) implements Serializable {}

    @Entity
    @Table(name = "line")
    @Cpni(NETWORK)
    static class Line {
        @EmbeddedId
        LineKey key;

        @Cpni(IDENTITY)
        String ownNumber;
    }

    @Test
    void anEmbeddedIdentifierMayHoldTheCustomerKey() {
        assertThat(describe(derive(Line.class), "line"))
                .containsExactly(
                        "NET by customer", "customer NET NUMBER key", "line NET NUMBER key", "ownNumber PII TEXT");
    }

    @Entity
    @Table(name = "customer")
    @Cpni(IDENTITY)
    static class Customer {
        @Id
        @CustomerKey
        Long id;

        String name;
    }

    static class DeviceKey implements Serializable {
        private static final long serialVersionUID = 1L;

        Long customer;
        String serial;

        @Override
        public boolean equals(Object other) {
            return other instanceof DeviceKey key && key.customer.equals(customer) && key.serial.equals(serial);
        }

        @Override
        public int hashCode() {
            return serial.hashCode();
        }
    }

    @Entity
    @Table(name = "device")
    @IdClass(DeviceKey.class)
    @Cpni(NETWORK)
    static class Device {
        @Id
        @CustomerKey
        @ManyToOne
        Customer customer;

        @Id
        String serial;

        String model;
    }

    @Test
    void anIdentifierClassMayHoldTheCustomerKey() {
        assertThat(describe(derive(Device.class, Customer.class), "device"))
                .containsExactly(
                        "NET by customer_id", "customer_id NET NUMBER key", "serial NET TEXT key", "model NET TEXT");
    }

    enum Direction {
        IN,
        OUT
    }

    static class NumberConverter implements AttributeConverter<StringBuilder, Long> {
        @Override
        public Long convertToDatabaseColumn(StringBuilder attribute) {
            return attribute == null ? null : Long.valueOf(attribute.toString());
        }

        @Override
        public StringBuilder convertToEntityAttribute(Long column) {
            return column == null ? null : new StringBuilder(column.toString());
        }
    }

    @Entity
    @Table(name = "typed")
    @Cpni(CALL_DETAIL)
    static class Typed {
        @Id
        UUID id;

        @CustomerKey
        UUID customer;

        Boolean answered;
        LocalDate callDay;
        byte[] fingerprint;
        Duration talk;

        @Convert(converter = NumberConverter.class)
        StringBuilder converted;

        @Enumerated(EnumType.STRING)
        Direction enumNative;

        @Enumerated(EnumType.STRING)
        @JdbcTypeCode(SqlTypes.VARCHAR)
        @Cpni(mask = MaskStyle.ABSENT)
        Direction enumText;

        @Enumerated(EnumType.STRING)
        @Column(columnDefinition = "varchar(8)")
        @Cpni(mask = MaskStyle.ABSENT)
        Direction enumDefined;

        @Enumerated(EnumType.ORDINAL)
        Direction enumOrdinal;

        @Lob
        String recording;

        String[] tags;

        @ColumnTransformer(read = "upper(hidden)")
        String hidden;
    }

    @Test
    void theFamilyIsThatOfTheColumnAndNotOfTheAttribute() {
        assertThat(describe(derive(Typed.class), "typed"))
                .containsExactly(
                        "CDI by customer",
                        "id CDI UUID key",
                        "answered CDI BOOLEAN",
                        "callDay CDI TEMPORAL",
                        "converted CDI NUMBER",
                        "customer CDI UUID key",
                        "enumDefined CDI ABSENT TEXT",
                        "enumNative CDI OTHER",
                        "enumOrdinal CDI NUMBER",
                        "enumText CDI ABSENT TEXT",
                        "fingerprint CDI BINARY",
                        "hidden CDI OTHER",
                        "recording CDI OTHER",
                        "tags CDI OTHER",
                        "talk CDI NUMBER");
    }

    @Entity
    @Table(name = "twice")
    @Cpni(CALL_DETAIL)
    static class MappedTwice {
        @Id
        Long id;

        @CustomerKey
        long customer;

        @Cpni(value = BILLING, mask = MaskStyle.TELEPHONE_NUMBER)
        String number;

        @Cpni(LOCATION)
        @Column(name = "number", insertable = false, updatable = false)
        String numberAgain;
    }

    @Test
    void aColumnMappedTwiceTakesTheCategoriesOfBothAndTheStricterMask() {
        assertThat(describe(derive(MappedTwice.class), "twice")).contains("number BIL+LOC TEXT");
    }

    @Entity
    @Table(name = "soft")
    @SoftDelete
    @Cpni(CALL_DETAIL)
    static class Soft {
        @Id
        Long id;

        @CustomerKey
        long customer;
    }

    @Test
    void aSoftDeleteColumnIsStructural() {
        assertThat(describe(derive(Soft.class), "soft")).contains("deleted CDI BOOLEAN key");
    }

    @Entity
    @Table(name = "counted")
    static class Counted {
        @Id
        @GeneratedValue(strategy = GenerationType.TABLE, generator = "ids")
        @TableGenerator(name = "ids", table = "IdCounter")
        Long id;
    }

    @Test
    void theTableOfAnIdentifierGeneratorIsPlain() {
        JpaRelationCatalog catalog = derive(
                configuration -> configuration.property(
                        "hibernate.physical_naming_strategy", PhysicalNamingStrategySnakeCaseImpl.class.getName()),
                Counted.class);

        assertThat(catalog.plainTables()).containsOnlyKeys("counted", "id_counter");
    }

    @Entity
    @Table(name = "formula")
    @Cpni(CALL_DETAIL)
    static class WithFormula {
        @Id
        Long id;

        @CustomerKey
        long customer;

        @Formula("(select max(d.model) from device d)")
        String model;
    }

    @Entity
    @Table(name = "plain_formula")
    static class PlainWithFormula {
        @Id
        Long id;

        @Formula("upper('x')")
        String letter;
    }

    @Entity
    @Table(name = "labelled_formula")
    @Cpni(CALL_DETAIL)
    static class WithLabelledFormula {
        @Id
        Long id;

        @CustomerKey
        long customer;

        @Formula("customer * 10")
        @Cpni
        Long account;

        @Formula("id + 1")
        @NotCpni(reason = "a number of ours")
        long next;
    }

    @Entity
    @Table(name = "primitive_formula")
    @Cpni(CALL_DETAIL)
    static class WithPrimitiveFormula {
        @Id
        Long id;

        @CustomerKey
        long customer;

        @Formula("customer * 10")
        @Cpni
        long account;
    }

    @Test
    void aFormulaInALabelledEntityHasALabelOfItsOwn() {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(WithFormula.class))
                .withMessageContaining("Attribute 'model' of labelled entity " + WithFormula.class.getName()
                        + " is a formula, and nothing says what it calculates. Put @Cpni on it");
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(WithPrimitiveFormula.class))
                .withMessageContaining("'account' of entity " + WithPrimitiveFormula.class.getName())
                .withMessageContaining("Give it the wrapper type");
        assertThat(describe(derive(WithLabelledFormula.class), "labelled_formula"))
                .containsExactly("CDI by customer", "id CDI NUMBER key", "customer CDI NUMBER key");
        assertThat(derive(PlainWithFormula.class).plainTables())
                .isEqualTo(Map.of("plain_formula", Map.of("id", ValueFamily.NUMBER)));
    }

    @Entity
    @Subselect("select id, customer from soft")
    @Cpni(CALL_DETAIL)
    static class Selected {
        @Id
        Long id;

        @CustomerKey
        long customer;
    }

    @Entity
    @Subselect("select \"ID\" from \"LABELLED_FORMULA\"")
    @NotCpni(reason = "only numbers, it says")
    static class SelectedUnlabelled {
        @Id
        Long id;
    }

    @Entity
    @Subselect("select id, customer, customer as paid from labelled_formula")
    @Cpni(CALL_DETAIL)
    static class SelectedRecord {
        @Id
        long id;

        @CustomerKey
        long customer;

        Long paid;
    }

    @Entity
    @Subselect("select id, customer, customer as paid from labelled_formula")
    @Cpni(CALL_DETAIL)
    static class SelectedPrimitive {
        @Id
        Long id;

        @CustomerKey
        long customer;

        long paid;
    }

    @Test
    void aQueryIsLabelledLikeTheTablesThatItReads() {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(Selected.class))
                .withMessageContaining(Selected.class.getName() + " is labelled, but is a query (@Subselect)")
                .withMessageContaining("reads no labelled table");
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(SelectedUnlabelled.class, WithLabelledFormula.class))
                .withMessageContaining("reads labelled tables: [labelled_formula]. Label it");
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(SelectedPrimitive.class, WithLabelledFormula.class))
                .withMessageContaining("'paid'");

        JpaRelationCatalog catalog = derive(SelectedRecord.class, WithLabelledFormula.class);
        assertThat(Models.names(catalog)).containsExactly("labelled_formula");
        assertThat(catalog.labelledTablesOf(SelectedRecord.class.getName()))
                .extracting(TableLabels::table)
                .containsExactly("labelled_formula");
    }

    @Entity
    @Table(name = "tenants_record")
    @Cpni(CALL_DETAIL)
    static class OfTenant {
        @Id
        Long id;

        @CustomerKey
        Long customer;

        @TenantId
        String brand;

        String note;
    }

    /** Hibernate compares it in every query, and with a mask in its place would find nothing. */
    @Test
    void aTenantsDiscriminatorIsNeverMasked() {
        assertThat(describe(derive(Models::withOneTenant, OfTenant.class), "tenants_record"))
                .containsExactlyInAnyOrder(
                        "CDI by customer",
                        "id CDI NUMBER key",
                        "customer CDI NUMBER key",
                        "brand CDI TEXT key",
                        "note CDI TEXT");
    }

    @Entity
    @Cpni(CALL_DETAIL)
    static class Contradictory {
        @Id
        @CustomerKey
        Long id;

        @Cpni
        @NotCpni(reason = "both")
        String note;
    }

    @Test
    void contradictoryLabelsStopStartUp() {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(Contradictory.class))
                .withMessageContaining("note carries both @Cpni and @NotCpni")
                .satisfies(e -> assertThat(e.fix()).contains(Contradictory.class.getName()));
    }

    @Entity
    @NotCpni(reason = "published prices")
    static class PriceList {
        @Id
        Long id;
    }

    @Test
    void entitiesWithoutAnyDeclarationAreListed() {
        assertThat(derive(CallRecord.class, Tariff.class, PriceList.class).unlabelledEntities())
                .isEqualTo(Models.classes(Tariff.class));
    }
}
