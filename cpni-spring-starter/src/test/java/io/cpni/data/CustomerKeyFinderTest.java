package io.cpni.data;

import static io.cpni.data.Models.derive;
import static io.cpni.data.Models.path;
import static io.cpni.label.DataCategory.BILLING;
import static io.cpni.label.DataCategory.CALL_DETAIL;
import static io.cpni.label.DataCategory.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.CustomerKeyPath;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.JoinFormula;
import org.junit.jupiter.api.Test;

/** How a labelled table reaches its customer, and what stops start-up where it does not. */
class CustomerKeyFinderTest {

    @Entity
    @Table(name = "customer")
    static class Customer {
        @Id
        @CustomerKey
        Long id;

        @Column(unique = true)
        String number;
    }

    @Entity
    @Table(name = "account")
    static class Account {
        @Id
        Long id;

        @CustomerKey
        @ManyToOne
        @JoinColumn(name = "customer_id")
        Customer customer;
    }

    @Entity
    @Table(name = "call_record")
    @Cpni(CALL_DETAIL)
    static class CallRecord {
        @Id
        Long id;

        @CustomerKey
        @ManyToOne
        @JoinColumn(name = "account_id")
        Account account;
    }

    @Test
    void anAssociationIsFollowedToTheForeignKeyThatHoldsTheCustomer() {
        JpaRelationCatalog catalog = derive(Customer.class, Account.class, CallRecord.class);

        assertThat(catalog.labelledTables())
                .singleElement()
                .satisfies(table -> assertThat(table.customerKey())
                        .isEqualTo(CustomerKeyPath.direct("customer_id").reachedFrom("account_id", "account", "id")));
        assertThat(catalog.plainTables()).containsOnlyKeys("account", "customer");
    }

    @Entity
    @Table(name = "rating")
    @Cpni(BILLING)
    static class Rating {
        @Id
        Long id;

        @CustomerKey
        @ManyToOne
        @JoinColumn(name = "call_id")
        CallRecord call;
    }

    @Test
    void associationsAreFollowedOneAfterTheOther() {
        assertThat(path(derive(Customer.class, Account.class, CallRecord.class, Rating.class), "rating"))
                .isEqualTo("call_id > call_record(id).account_id > account(id).customer_id");
    }

    @Entity
    @Table(name = "contract")
    static class Contract {
        @Id
        Long id;

        @ManyToOne
        @JoinColumn(name = "account_id")
        Account account;

        @Embedded
        Holder holder;
    }

    @Embeddable
    static class Holder {
        @ManyToOne
        @JoinColumn(name = "holder_id")
        Customer customer;
    }

    @Entity
    @Table(name = "usage_record")
    @Cpni(CALL_DETAIL)
    static class ByPath {
        @Id
        Long id;

        @CustomerKey(path = "account.customer")
        @ManyToOne
        @JoinColumn(name = "contract_id")
        Contract contract;
    }

    @Entity
    @Table(name = "usage_record")
    @Cpni(CALL_DETAIL)
    static class ByPathToId {
        @Id
        Long id;

        @CustomerKey(path = "account.customer.id")
        @ManyToOne
        @JoinColumn(name = "contract_id")
        Contract contract;
    }

    @Entity
    @Table(name = "usage_record")
    @Cpni(CALL_DETAIL)
    static class ByPathToNumber {
        @Id
        Long id;

        @CustomerKey(path = "account.customer.number")
        @ManyToOne
        @JoinColumn(name = "contract_id")
        Contract contract;
    }

    @Entity
    @Table(name = "usage_record")
    @Cpni(CALL_DETAIL)
    static class ByPathThroughEmbeddable {
        @Id
        Long id;

        @CustomerKey(path = "holder.customer")
        @ManyToOne
        @JoinColumn(name = "contract_id")
        Contract contract;
    }

    @Test
    void anExplicitPathIsFollowedWithoutANeedlessHop() {
        String expected = "contract_id > contract(id).account_id > account(id).customer_id";

        assertThat(path(derive(ByPath.class, Contract.class, Account.class, Customer.class), "usage_record"))
                .isEqualTo(expected);
        assertThat(path(derive(ByPathToId.class, Contract.class, Account.class, Customer.class), "usage_record"))
                .isEqualTo(expected);
        assertThat(path(derive(ByPathToNumber.class, Contract.class, Account.class, Customer.class), "usage_record"))
                .isEqualTo(expected + " > customer(id).number");
        assertThat(path(
                        derive(ByPathThroughEmbeddable.class, Contract.class, Account.class, Customer.class),
                        "usage_record"))
                .isEqualTo("contract_id > contract(id).holder_id");
    }

    @Entity
    @Table(name = "ticket")
    @Cpni(SUBSCRIPTION)
    static class ByNaturalKey {
        @Id
        Long id;

        @CustomerKey
        @ManyToOne
        @JoinColumn(name = "customer_number", referencedColumnName = "number")
        Customer customer;
    }

    @Test
    void aForeignKeyToAnotherColumnThanTheIdentifierTakesAHop() {
        assertThat(path(derive(ByNaturalKey.class, Customer.class), "ticket"))
                .isEqualTo("customer_number > customer(number).id");
    }

    @Entity
    @Table(name = "base_plan")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class BasePlan {
        @Id
        Long id;
    }

    @Entity
    @Table(name = "business_plan")
    @SecondaryTable(name = "business_owner")
    static class BusinessPlan extends BasePlan {
        @Column(table = "business_owner")
        @CustomerKey
        Long owner;
    }

    @Entity
    @Table(name = "option_record")
    @Cpni(SUBSCRIPTION)
    static class PlanOption {
        @Id
        Long id;

        @CustomerKey
        @ManyToOne
        @JoinColumn(name = "plan_id")
        BusinessPlan plan;
    }

    @Test
    void tablesOfOneRecordAreCrossedByItsIdentifier() {
        assertThat(path(derive(PlanOption.class, BasePlan.class, BusinessPlan.class), "option_record"))
                .isEqualTo("plan_id > business_owner(id).owner");
    }

    @Entity
    @Table(name = "keyless")
    @Cpni(CALL_DETAIL)
    static class Keyless {
        @Id
        Long id;
    }

    @Entity
    @Table(name = "lost")
    @Cpni(CALL_DETAIL)
    static class LeadsToKeyless {
        @Id
        Long id;

        @CustomerKey
        @ManyToOne
        Contract contract;
    }

    @Test
    void aLabelledEntityWithoutAKeyStopsStartUp() {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(Keyless.class))
                .withMessage("Entity " + Keyless.class.getName()
                        + " has no @CustomerKey: nothing says whose record a row of ['keyless'] is. Mark the member"
                        + " that holds the customer's id, or the association that leads there, with @CustomerKey.");
    }

    @Test
    void aPathThatEndsAtAnEntityWithoutAKeyStopsStartUp() {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(LeadsToKeyless.class, Contract.class, Account.class, Customer.class))
                .satisfies(e -> assertThat(e.problem())
                        .isEqualTo("Entity " + Contract.class.getName() + " has no @CustomerKey, though "
                                + LeadsToKeyless.class.getName() + " leads to its customer through it"));
    }

    @Entity
    @Table(name = "hen")
    @Cpni(CALL_DETAIL)
    static class Hen {
        @Id
        Long id;

        @CustomerKey
        @ManyToOne
        Egg egg;
    }

    @Entity
    @Table(name = "egg")
    static class Egg {
        @Id
        Long id;

        @CustomerKey
        @ManyToOne
        Hen hen;
    }

    @Test
    void aCircleOfKeysStopsStartUp() {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(Hen.class, Egg.class))
                .satisfies(e -> assertThat(e.problem())
                        .endsWith("run in a circle: " + Hen.class.getName() + " -> " + Egg.class.getName() + " -> "
                                + Hen.class.getName()));
    }

    @Entity
    @Table(name = "mixed")
    @Cpni(CALL_DETAIL)
    static class Mixed {
        @Id
        Long id;
    }

    @Entity
    static class MixedByAccount extends Mixed {
        @CustomerKey
        @ManyToOne
        @JoinColumn(name = "account_id")
        Account account;
    }

    @Entity
    static class MixedByCustomer extends Mixed {
        @CustomerKey
        Long customer;
    }

    @Test
    void severalWaysToTheCustomerStopStartUp() {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() ->
                        derive(AbstractMixed.class, ByAccount.class, ByCustomer.class, Account.class, Customer.class))
                .satisfies(e -> assertThat(e.problem())
                        .isEqualTo("The rows of table 'abstract_mixed' reach their customer in several ways: ["
                                + ByAccount.class.getName() + " by account_id -> account.customer_id, "
                                + ByCustomer.class.getName() + " by customer]"));
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() ->
                        derive(Mixed.class, MixedByAccount.class, MixedByCustomer.class, Account.class, Customer.class))
                .withMessageContaining("Entity " + Mixed.class.getName() + " has no @CustomerKey");
    }

    @Entity
    @Table(name = "abstract_mixed")
    @Cpni(CALL_DETAIL)
    abstract static class AbstractMixed {
        @Id
        Long id;
    }

    @Entity
    static class ByAccount extends AbstractMixed {
        @CustomerKey
        @ManyToOne
        @JoinColumn(name = "account_id")
        Account account;
    }

    @Entity
    static class ByCustomer extends AbstractMixed {
        @CustomerKey
        Long customer;
    }

    @Embeddable
    record SiteKey(Long customer, Integer site) implements Serializable {}

    @Entity
    @Table(name = "site")
    static class Site {
        @EmbeddedId
        SiteKey key;

        @CustomerKey
        Long owner;

        @ElementCollection
        Set<String> rooms;
    }

    @Entity
    @Table(name = "labelled_site")
    @Cpni(SUBSCRIPTION)
    static class LabelledSite {
        @EmbeddedId
        SiteKey key;

        @CustomerKey
        Long owner;

        @ElementCollection
        Set<String> rooms;
    }

    @Entity
    @Table(name = "visit")
    @Cpni(CALL_DETAIL)
    static class Visit {
        @Id
        Long id;

        @CustomerKey
        @ManyToOne
        Site site;
    }

    @Entity
    @Table(name = "self")
    @Cpni(CALL_DETAIL)
    static class CompositeSelf {
        @EmbeddedId
        @CustomerKey
        SiteKey key;
    }

    @Test
    void aCompositeKeyInThePathStopsStartUp() {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(Visit.class, Site.class))
                .withMessageContaining("The way from " + Visit.class.getName() + ".site to the customer goes over a"
                        + " composite key");
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(LabelledSite.class))
                .withMessageContaining("composite key");
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(CompositeSelf.class))
                .withMessageContaining("ends at several columns");
    }

    @Entity
    @Table(name = "wrong")
    @Cpni(CALL_DETAIL)
    static class WrongPath {
        @Id
        Long id;

        @CustomerKey(path = "account.owner")
        @ManyToOne
        Contract contract;
    }

    @Entity
    @Table(name = "wrong")
    @Cpni(CALL_DETAIL)
    static class PathBeyondColumn {
        @Id
        Long id;

        @CustomerKey(path = "id")
        Long customer;
    }

    @Entity
    @Table(name = "wrong")
    @Cpni(CALL_DETAIL)
    static class KeyIsTransient {
        @Id
        Long id;

        @CustomerKey
        transient Long customer;
    }

    @Entity
    @Table(name = "wrong")
    @Cpni(CALL_DETAIL)
    static class KeyIsCollection {
        @Id
        Long id;

        @CustomerKey
        @OneToMany
        List<Customer> customers;
    }

    @Test
    void aPathThatCannotBeFollowedStopsStartUp() {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(WrongPath.class, Contract.class, Account.class, Customer.class))
                .withMessageContaining(Account.class.getName() + ".owner cannot be followed")
                .withMessageContaining("no persistent attribute 'owner'");
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(PathBeyondColumn.class))
                .withMessageContaining("no persistent attribute 'id'");
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(KeyIsTransient.class))
                .withMessageContaining("no persistent attribute 'customer'");
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(KeyIsCollection.class, Customer.class))
                .withMessageContaining("neither a plain column nor a to-one association");
    }

    @Entity
    @Table(name = "twin")
    @Cpni(CALL_DETAIL)
    static class Twin {
        @Id
        Long id;

        @CustomerKey
        @OneToOne(mappedBy = "twin")
        OtherTwin other;
    }

    @Entity
    @Table(name = "other_twin")
    static class OtherTwin {
        @Id
        Long id;

        @OneToOne
        Twin twin;

        @CustomerKey
        Long customer;
    }

    @Entity
    @Table(name = "calculated")
    static class Calculated {
        @Id
        Long id;

        @CustomerKey
        @ManyToOne
        @JoinFormula("coalesce(a, b)")
        Customer customer;

        Long a;
        Long b;
    }

    @Entity
    @Table(name = "via_calculated")
    @Cpni(CALL_DETAIL)
    static class ViaCalculated {
        @Id
        Long id;

        @CustomerKey
        @ManyToOne
        Calculated calculated;
    }

    @Embeddable
    static class Party {
        @CustomerKey
        Long customer;
    }

    @Entity
    @Table(name = "two_parties")
    @Cpni(CALL_DETAIL)
    static class TwoParties {
        @Id
        Long id;

        @Embedded
        Party caller;

        @Embedded
        @AttributeOverride(name = "customer", column = @Column(name = "callee"))
        Party callee;
    }

    @Entity
    @Table(name = "one_party")
    @Cpni(CALL_DETAIL)
    static class OneParty {
        @Id
        Long id;

        @Embedded
        Party caller;

        @Embedded
        @CustomerKey
        @AttributeOverride(name = "customer", column = @Column(name = "callee"))
        Party callee;
    }

    @Test
    void aKeyOnTheOtherSideOrInAFormulaStopsStartUp() {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(Twin.class, OtherTwin.class))
                .withMessageContaining("a @OneToOne whose foreign key is on the other side");
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(ViaCalculated.class, Calculated.class, Customer.class))
                .withMessageContaining("goes over a formula");
    }

    @Test
    void anEmbeddableMayHoldTheKeyIfThereIsOne() {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(TwoParties.class))
                .withMessageContaining("has several @CustomerKey members: [callee.customer, caller.customer]");
        assertThat(path(derive(OneParty.class), "one_party")).isEqualTo("callee");
    }

    @Entity
    @Table(name = "two_keys")
    @Cpni(CALL_DETAIL)
    static class TwoKeys {
        @Id
        Long id;

        @CustomerKey
        Long one;

        @CustomerKey
        Long other;
    }

    @Test
    void twoKeysInOneRecordStopStartUp() {
        assertThatExceptionOfType(CpniLabelException.class)
                .isThrownBy(() -> derive(TwoKeys.class))
                .withMessageContaining(TwoKeys.class.getName() + " has 2 @CustomerKey members");
    }
}
