package io.cpni.data;

import static io.cpni.data.Models.derive;
import static io.cpni.data.Models.describe;
import static io.cpni.data.Models.path;
import static io.cpni.label.DataCategory.BILLING;
import static io.cpni.label.DataCategory.CALL_DETAIL;
import static io.cpni.label.DataCategory.IDENTITY;
import static io.cpni.label.DataCategory.LOCATION;
import static io.cpni.label.DataCategory.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.MaskStyle;
import io.cpni.label.NotCpni;
import io.cpni.label.ValueFamily;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Collection and join tables. */
class JpaCollectionTest {

    @Embeddable
    record Leg(
            @Cpni(mask = MaskStyle.TELEPHONE_NUMBER) String number,
            @Cpni(LOCATION) String cell,
            Integer seconds) {}

    @Embeddable
    static class Notes {
        @ElementCollection
        @CollectionTable(name = "call_note", joinColumns = @JoinColumn(name = "call_id"))
        @Column(name = "text")
        @Cpni(IDENTITY)
        Set<String> texts;
    }

    @Entity
    @Table(name = "call_record")
    @Cpni(CALL_DETAIL)
    static class CallRecord {
        @Id
        Long id;

        @CustomerKey
        long customer;

        @ElementCollection
        @CollectionTable(name = "call_digit", joinColumns = @JoinColumn(name = "call_id"))
        @OrderColumn(name = "position")
        @Column(name = "digit")
        @Cpni(mask = MaskStyle.ABSENT)
        List<Integer> digits;

        @ElementCollection
        @CollectionTable(name = "call_leg", joinColumns = @JoinColumn(name = "call_id"))
        Set<Leg> legs;

        @ElementCollection
        @CollectionTable(name = "call_header", joinColumns = @JoinColumn(name = "call_id"))
        @MapKeyColumn(name = "name")
        @Column(name = "content")
        @NotCpni(reason = "protocol versions")
        Map<String, String> headers;

        @Embedded
        Notes notes;
    }

    @Test
    void aCollectionTableLeadsToTheCustomerThroughItsOwner() {
        JpaRelationCatalog catalog = derive(CallRecord.class);

        assertThat(Models.names(catalog))
                .containsExactly("call_digit", "call_header", "call_leg", "call_note", "call_record");
        assertThat(describe(catalog, "call_digit"))
                .containsExactlyInAnyOrder(
                        "CDI by call_id > call_record(id).customer",
                        "call_id CDI NUMBER key",
                        "digit CDI ABSENT NUMBER",
                        "position CDI NUMBER key");
        assertThat(describe(catalog, "call_leg"))
                .containsExactlyInAnyOrder(
                        "CDI by call_id > call_record(id).customer",
                        "call_id CDI NUMBER key",
                        "number CDI TELEPHONE_NUMBER TEXT",
                        "cell LOC TEXT",
                        "seconds CDI NUMBER");
        assertThat(describe(catalog, "call_header"))
                .containsExactlyInAnyOrder(
                        "CDI by call_id > call_record(id).customer",
                        "call_id - NUMBER key",
                        "name - TEXT",
                        "content - TEXT");
        assertThat(describe(catalog, "call_note"))
                .containsExactlyInAnyOrder(
                        "CDI by call_id > call_record(id).customer", "call_id PII NUMBER key", "text PII TEXT");
    }

    @Entity
    @Table(name = "trace")
    static class Trace {
        @Id
        Long id;

        @CustomerKey
        long customer;

        @ElementCollection
        @CollectionTable(name = "trace_leg", joinColumns = @JoinColumn(name = "trace_id"))
        List<Leg> legs;

        @ElementCollection
        @CollectionTable(name = "trace_tag", joinColumns = @JoinColumn(name = "trace_id"))
        @Column(name = "tag")
        List<String> tags;
    }

    @Test
    void aLabelledEmbeddableLabelsTheCollectionTableAlone() {
        JpaRelationCatalog catalog = derive(Trace.class);

        assertThat(Models.names(catalog)).containsExactly("trace_leg");
        assertThat(describe(catalog, "trace_leg"))
                .containsExactlyInAnyOrder(
                        "CDI by trace_id > trace(id).customer",
                        "trace_id CDI NUMBER key",
                        "number CDI TELEPHONE_NUMBER TEXT",
                        "cell LOC TEXT",
                        "seconds CDI NUMBER");
        assertThat(catalog.plainTables())
                .containsOnlyKeys("trace", "trace_tag")
                .containsEntry("trace_tag", Map.of("trace_id", ValueFamily.NUMBER, "tag", ValueFamily.TEXT));
    }

    @Entity
    @Table(name = "customer")
    @Cpni(IDENTITY)
    static class Customer {
        @Id
        @CustomerKey
        Long id;

        @OneToMany(mappedBy = "customer")
        List<Account> accounts;

        @ManyToMany(mappedBy = "watchers")
        Set<Account> watched;
    }

    @Entity
    @Table(name = "feature")
    static class Feature {
        @Id
        Long id;

        @ManyToMany(mappedBy = "features")
        Set<Account> accounts;

        @ManyToMany
        @JoinTable(
                name = "feature_conflict",
                joinColumns = @JoinColumn(name = "one"),
                inverseJoinColumns = @JoinColumn(name = "other"))
        Set<Feature> conflicts;
    }

    @Entity
    @Table(name = "account")
    @Cpni(SUBSCRIPTION)
    static class Account {
        @Id
        Long id;

        @CustomerKey
        @ManyToOne
        @JoinColumn(name = "customer_id")
        Customer customer;

        @ManyToMany
        @JoinTable(
                name = "account_feature",
                joinColumns = @JoinColumn(name = "account_id"),
                inverseJoinColumns = @JoinColumn(name = "feature_id"))
        Set<Feature> features;

        @ManyToMany
        @JoinTable(
                name = "account_watcher",
                joinColumns = @JoinColumn(name = "account_id"),
                inverseJoinColumns = @JoinColumn(name = "watcher_id"))
        Set<Customer> watchers;

        @OneToMany
        @JoinColumn(name = "account_id", nullable = false)
        @OrderColumn(name = "line_no")
        List<InvoiceLine> lines;

        @OneToMany
        @JoinTable(
                name = "account_memo",
                joinColumns = @JoinColumn(name = "account_id"),
                inverseJoinColumns = @JoinColumn(name = "memo_id"))
        Set<Memo> memos;
    }

    @Entity
    @Table(name = "invoice_line")
    @Cpni(BILLING)
    static class InvoiceLine {
        @Id
        Long id;

        @CustomerKey
        long customer;
    }

    @Entity
    @Table(name = "memo")
    static class Memo {
        @Id
        Long id;
    }

    @Test
    void aJoinTableBelongsToTheOwningSide() {
        JpaRelationCatalog catalog =
                derive(Customer.class, Account.class, Feature.class, InvoiceLine.class, Memo.class);

        assertThat(describe(catalog, "account"))
                .containsExactly("SVC by customer_id", "id SVC NUMBER key", "customer_id SVC NUMBER key");
        assertThat(describe(catalog, "account_feature"))
                .containsExactly(
                        "SVC by account_id > account(id).customer_id",
                        "account_id SVC NUMBER key",
                        "feature_id SVC NUMBER");
        assertThat(describe(catalog, "account_watcher"))
                .containsExactly(
                        "SVC+PII by account_id > account(id).customer_id",
                        "account_id SVC+PII NUMBER key",
                        "watcher_id SVC+PII NUMBER");
        assertThat(path(catalog, "account_memo")).isEqualTo("account_id > account(id).customer_id");
        assertThat(catalog.plainTables()).containsOnlyKeys("feature", "feature_conflict", "memo");
    }

    @Test
    void aOneWayCollectionPutsItsKeyIntoTheTableOfItsElements() {
        assertThat(describe(
                        derive(Customer.class, Account.class, Feature.class, InvoiceLine.class, Memo.class),
                        "invoice_line"))
                .containsExactly(
                        "BIL by customer",
                        "id BIL NUMBER key",
                        "customer BIL NUMBER key",
                        "account_id SVC NUMBER",
                        "line_no SVC NUMBER key");
    }

    @Entity
    @Table(name = "segment")
    static class Segment {
        @Id
        Long id;

        @ManyToMany
        @JoinTable(
                name = "segment_member",
                joinColumns = @JoinColumn(name = "segment_id"),
                inverseJoinColumns = @JoinColumn(name = "member_id"))
        Set<Person> members;
    }

    @Entity
    @Table(name = "person")
    @Cpni(IDENTITY)
    static class Person {
        @Id
        @CustomerKey
        Long id;
    }

    @Test
    void aJoinTableOfAnUnlabelledEntityBelongsToItsLabelledElements() {
        assertThat(describe(derive(Segment.class, Person.class), "segment_member"))
                .containsExactly("PII by member_id", "segment_id CDI NUMBER key", "member_id CDI NUMBER key");
    }

    @Entity
    @Table(name = "log")
    static class Log {
        @Id
        Long id;

        @ElementCollection
        Set<Leg> legs;
    }

    @Test
    void aLabelledCollectionWhoseOwnerHasNoCustomerStopsStartUp() {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(Log.class))
                .withMessageContaining("Entity " + Log.class.getName() + " has no @CustomerKey");
    }
}
