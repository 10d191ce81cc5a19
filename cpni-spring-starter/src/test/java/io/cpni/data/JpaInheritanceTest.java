package io.cpni.data;

import static io.cpni.data.Models.derive;
import static io.cpni.data.Models.describe;
import static io.cpni.data.Models.path;
import static io.cpni.label.DataCategory.BILLING;
import static io.cpni.label.DataCategory.CALL_DETAIL;
import static io.cpni.label.DataCategory.IDENTITY;
import static io.cpni.label.DataCategory.NETWORK;
import static io.cpni.label.DataCategory.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.NotCpni;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.junit.jupiter.api.Test;

/** Hierarchies and records in several tables. */
class JpaInheritanceTest {

    @MappedSuperclass
    @Cpni(BILLING)
    abstract static class BillingRecord {
        @Id
        Long id;

        @CustomerKey
        @Column(name = "customer_no")
        Long customer;

        @Cpni(CALL_DETAIL)
        String note;

        @Version
        long version;
    }

    @Entity
    @Table(name = "credit_note")
    static class CreditNote extends BillingRecord {
        Long amount;
    }

    @Test
    void aMappedSuperclassLabelsItsEntities() {
        assertThat(describe(derive(CreditNote.class), "credit_note"))
                .containsExactly(
                        "BIL by customer_no",
                        "id BIL NUMBER key",
                        "amount BIL NUMBER",
                        "customer_no BIL NUMBER key",
                        "note CDI TEXT",
                        "version BIL NUMBER key");
    }

    @Entity
    @Table(name = "customer")
    @Cpni(IDENTITY)
    static class Customer {
        @Id
        @CustomerKey
        Long id;
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
    }

    @Entity
    @Table(name = "plan")
    @Inheritance(strategy = InheritanceType.JOINED)
    @Cpni(SUBSCRIPTION)
    static class Plan {
        @Id
        Long id;

        @CustomerKey
        @ManyToOne
        @JoinColumn(name = "account_id")
        Account account;

        String name;
    }

    @Entity
    @Table(name = "voip_plan")
    @PrimaryKeyJoinColumn(name = "plan_id")
    static class VoipPlan extends Plan {
        @Cpni(NETWORK)
        String trunk;

        Integer channels;
    }

    @Entity
    @Table(name = "fibre_plan")
    static class FibrePlan extends VoipPlan {
        Integer megabits;
    }

    @Test
    void everyTableOfAJoinedHierarchyLeadsToTheCustomer() {
        JpaRelationCatalog catalog = derive(Plan.class, VoipPlan.class, FibrePlan.class, Account.class, Customer.class);

        assertThat(describe(catalog, "plan"))
                .containsExactly(
                        "SVC by account_id > account(id).customer_id",
                        "id SVC NUMBER key",
                        "account_id SVC NUMBER key",
                        "name SVC TEXT");
        assertThat(describe(catalog, "voip_plan"))
                .containsExactly(
                        "SVC by plan_id > plan(id).account_id > account(id).customer_id",
                        "plan_id SVC NUMBER key",
                        "channels SVC NUMBER",
                        "trunk NET TEXT");
        assertThat(describe(catalog, "fibre_plan"))
                .containsExactly(
                        "SVC by plan_id > plan(id).account_id > account(id).customer_id",
                        "plan_id SVC NUMBER key",
                        "megabits SVC NUMBER");
    }

    @Entity
    @Table(name = "party")
    @Inheritance(strategy = InheritanceType.JOINED)
    abstract static class Party {
        @Id
        Long id;

        String name;
    }

    @Entity
    @Table(name = "caller")
    @Cpni(CALL_DETAIL)
    static class Caller extends Party {
        @CustomerKey
        long customer;
    }

    @Entity
    @Table(name = "employee")
    static class Employee extends Party {
        String desk;
    }

    @Test
    void aLabelledSubclassLabelsTheTableOfItsSuperclass() {
        JpaRelationCatalog catalog = derive(Party.class, Caller.class);

        assertThat(describe(catalog, "party"))
                .containsExactly("CDI by id > caller(id).customer", "id CDI NUMBER key", "name CDI TEXT");
        assertThat(describe(catalog, "caller"))
                .containsExactly("CDI by customer", "id CDI NUMBER key", "customer CDI NUMBER key");
    }

    @Test
    void aRecordWithoutCustomerInALabelledTableStopsStartUp() {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(Party.class, Caller.class, Employee.class))
                .withMessageContaining(
                        "Entity " + Employee.class.getName() + " has no @CustomerKey, but shares table 'party'");
    }

    @Entity
    @Table(name = "event")
    @DiscriminatorColumn(name = "kind")
    static class Event {
        @Id
        Long id;

        @CustomerKey
        long customer;

        String common;
    }

    @Entity
    @Cpni(NETWORK)
    static class Registration extends Event {
        String device;
    }

    @Entity
    static class Reminder extends Event {
        String text;
    }

    @Entity
    @NotCpni(reason = "the carrier's own")
    static class Maintenance extends Event {
        String site;
    }

    @Test
    void aSingleTableHoldsTheLabelsOfAllItsRecords() {
        assertThat(describe(derive(Event.class, Registration.class, Reminder.class, Maintenance.class), "event"))
                .containsExactlyInAnyOrder(
                        "NET by customer",
                        "id NET NUMBER key",
                        "kind NET TEXT key",
                        "customer NET NUMBER key",
                        "common NET TEXT",
                        "device NET TEXT",
                        "text CDI TEXT",
                        "site - TEXT");
    }

    @Entity
    @Table(name = "charge")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    @Cpni(BILLING)
    abstract static class Charge {
        @Id
        Long id;

        @CustomerKey
        @ManyToOne
        @JoinColumn(name = "account_id")
        Account account;
    }

    @Entity
    @Table(name = "call_charge")
    static class CallCharge extends Charge {
        @Cpni(CALL_DETAIL)
        String callee;
    }

    @Entity
    @Table(name = "fixed_charge")
    static class FixedCharge extends Charge {
        String reason;
    }

    @Entity
    @Table(name = "late_charge")
    static class LateCharge extends FixedCharge {
        Integer days;
    }

    @Entity
    @Table(name = "dispute")
    @Cpni(BILLING)
    static class Dispute {
        @Id
        Long id;

        @CustomerKey
        @ManyToOne
        Charge charge;
    }

    @Test
    void eachTableOfAHierarchyWithATablePerClassHasItsOwnKey() {
        JpaRelationCatalog catalog = derive(
                Charge.class, CallCharge.class, FixedCharge.class, LateCharge.class, Account.class, Customer.class);

        assertThat(Models.names(catalog))
                .containsExactly("account", "call_charge", "customer", "fixed_charge", "late_charge");
        assertThat(describe(catalog, "call_charge"))
                .containsExactly(
                        "BIL by account_id > account(id).customer_id",
                        "id BIL NUMBER key",
                        "account_id BIL NUMBER key",
                        "callee CDI TEXT");
        assertThat(describe(catalog, "fixed_charge"))
                .containsExactly(
                        "BIL by account_id > account(id).customer_id",
                        "id BIL NUMBER key",
                        "account_id BIL NUMBER key",
                        "reason BIL TEXT");
        assertThat(describe(catalog, "late_charge"))
                .containsExactly(
                        "BIL by account_id > account(id).customer_id",
                        "id BIL NUMBER key",
                        "account_id BIL NUMBER key",
                        "reason BIL TEXT",
                        "days BIL NUMBER");
    }

    @Test
    void aPathThroughAHierarchyWithATablePerClassStopsStartUp() {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(
                        Dispute.class,
                        Charge.class,
                        CallCharge.class,
                        FixedCharge.class,
                        Account.class,
                        Customer.class))
                .withMessageContaining(Charge.class.getName() + ", whose rows are spread over several tables");
    }

    @Entity
    @Table(name = "invoice")
    @SecondaryTable(name = "invoice_text", pkJoinColumns = @PrimaryKeyJoinColumn(name = "invoice_no"))
    @Cpni(BILLING)
    static class Invoice {
        @Id
        @Column(name = "no")
        Long id;

        @CustomerKey
        @ManyToOne
        @JoinColumn(name = "account_id")
        Account account;

        @Column(table = "invoice_text")
        String text;
    }

    @Test
    void aSecondaryTableLeadsToTheCustomerThroughTheMainTable() {
        JpaRelationCatalog catalog = derive(Invoice.class, Account.class, Customer.class);

        assertThat(describe(catalog, "invoice"))
                .containsExactly(
                        "BIL by account_id > account(id).customer_id",
                        "no BIL NUMBER key",
                        "account_id BIL NUMBER key");
        assertThat(describe(catalog, "invoice_text"))
                .containsExactly(
                        "BIL by invoice_no > invoice(no).account_id > account(id).customer_id",
                        "invoice_no BIL NUMBER key",
                        "text BIL TEXT");
    }

    @Entity
    @Table(name = "profile")
    @SecondaryTable(name = "profile_photo")
    @Cpni(IDENTITY)
    static class Profile {
        @Id
        @CustomerKey
        Long id;

        @Column(table = "profile_photo")
        byte[] photo;
    }

    @Test
    void aSecondaryTableOfTheCustomerNeedsNoHop() {
        assertThat(describe(derive(Profile.class), "profile_photo"))
                .containsExactly("PII by id", "id PII NUMBER key", "photo PII BINARY");
    }

    @Entity
    @Table(name = "line")
    @SecondaryTable(name = "line_owner")
    @Cpni(NETWORK)
    static class Line {
        @Id
        Long id;

        @CustomerKey
        @ManyToOne
        @JoinColumn(name = "owner_id", table = "line_owner")
        Customer owner;
    }

    @Entity
    @Table(name = "handset")
    @Cpni(NETWORK)
    static class Handset {
        @Id
        Long id;

        @CustomerKey
        @ManyToOne
        @JoinTable(
                name = "handset_line",
                joinColumns = @JoinColumn(name = "handset_id"),
                inverseJoinColumns = @JoinColumn(name = "line_id"))
        Line line;
    }

    @Test
    void aKeyInASecondaryOrJoinTableIsFollowed() {
        JpaRelationCatalog catalog = derive(Line.class, Customer.class, Handset.class);

        assertThat(path(catalog, "line")).isEqualTo("id > line_owner(id).owner_id");
        assertThat(path(catalog, "line_owner")).isEqualTo("owner_id");
        assertThat(path(catalog, "handset"))
                .isEqualTo("id > handset_line(handset_id).line_id > line_owner(id).owner_id");
        assertThat(describe(catalog, "handset_line"))
                .containsExactly(
                        "NET by line_id > line_owner(id).owner_id",
                        "handset_id NET NUMBER key",
                        "line_id NET NUMBER key");
    }

    @Entity
    @Table(name = "preference")
    @Cpni(IDENTITY)
    static class Preference {
        @Id
        Long id;

        @CustomerKey
        @OneToOne
        @MapsId
        Customer customer;

        String language;
    }

    @Test
    void aSharedPrimaryKeyIsTheCustomerKey() {
        assertThat(describe(derive(Preference.class, Customer.class), "preference"))
                .containsExactly("PII by customer_id", "customer_id PII NUMBER key", "language PII TEXT");
    }
}
