package io.cpni.examples.benchmarks;

import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerId;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * May a member of staff read this, for this, of this customer?
 *
 * <p>The policy that everybody here implements: <em>billing</em> reads call detail to bill; <em>marketing</em> reads usage
 * to market where the customer agreed, by silence or by word, or takes everything that is offered already; <em>csr</em>
 * reads call detail to provide service, of customers the person is assigned to. Nobody else reads anything.
 *
 * @param role the role of who asks
 * @param purpose what for
 * @param category which data
 * @param customer whose
 * @param offered what is offered, where the purpose is marketing
 */
public record Question(
        String role, Purpose purpose, DataCategory category, Customer customer, Set<ServiceCategory> offered) {

    private static final List<String> ROLES = List.of("billing", "marketing", "csr");
    private static final List<Purpose> PURPOSES =
            List.of(Purpose.BILL_COLLECT, Purpose.MARKET, Purpose.PROVIDE_SERVICE);
    private static final List<DataCategory> CATEGORIES = List.of(DataCategory.CALL_DETAIL, DataCategory.USAGE);
    private static final List<Set<ServiceCategory>> TAKEN =
            List.of(Set.of(ServiceCategory.VOIP), Set.of(ServiceCategory.VOIP, ServiceCategory.LOCAL));
    private static final List<Set<ServiceCategory>> OFFERED =
            List.of(Set.of(ServiceCategory.LOCAL), Set.of(ServiceCategory.VOIP));

    /** Copies the set. */
    public Question {
        offered = Set.copyOf(offered);
    }

    /** Returns every question there is; all are asked to see that everybody gives the same answers. */
    public static List<Question> all() {
        List<Question> questions = new ArrayList<>();
        for (ApprovalState approval : ApprovalState.values()) {
            for (Set<ServiceCategory> taken : TAKEN) {
                for (boolean assigned : new boolean[] {true, false}) {
                    Customer customer = new Customer(CustomerId.of(7), approval, taken, assigned);
                    for (Set<ServiceCategory> offered : OFFERED) {
                        addAll(questions, customer, offered);
                    }
                }
            }
        }
        return questions;
    }

    private static void addAll(List<Question> questions, Customer customer, Set<ServiceCategory> offered) {
        for (String role : ROLES) {
            for (Purpose purpose : PURPOSES) {
                for (DataCategory category : CATEGORIES) {
                    questions.add(new Question(role, purpose, category, customer, offered));
                }
            }
        }
    }

    /** Returns the eight questions that are timed: four permits and four denials, over every branch of the policy. */
    public static List<Question> timed() {
        Customer agreed = customer(ApprovalState.DEEMED, false);
        Customer refused = customer(ApprovalState.OPTED_OUT, true);
        Set<ServiceCategory> voip = Set.of(ServiceCategory.VOIP);
        Set<ServiceCategory> local = Set.of(ServiceCategory.LOCAL);
        return List.of(
                new Question("billing", Purpose.BILL_COLLECT, DataCategory.CALL_DETAIL, refused, voip),
                new Question("billing", Purpose.MARKET, DataCategory.USAGE, agreed, voip),
                new Question("marketing", Purpose.MARKET, DataCategory.USAGE, agreed, local),
                new Question("marketing", Purpose.MARKET, DataCategory.USAGE, refused, local),
                new Question("marketing", Purpose.MARKET, DataCategory.USAGE, refused, voip),
                new Question("marketing", Purpose.MARKET, DataCategory.CALL_DETAIL, agreed, local),
                new Question("csr", Purpose.PROVIDE_SERVICE, DataCategory.CALL_DETAIL, refused, voip),
                new Question("csr", Purpose.PROVIDE_SERVICE, DataCategory.CALL_DETAIL, agreed, voip));
    }

    private static Customer customer(ApprovalState approval, boolean assigned) {
        return new Customer(CustomerId.of(7), approval, Set.of(ServiceCategory.VOIP), assigned);
    }

    /** Tells whether the customer takes everything that is offered. */
    boolean isWithinCategory() {
        return customer.takesAll(offered);
    }
}
