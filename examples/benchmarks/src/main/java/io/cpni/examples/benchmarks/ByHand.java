package io.cpni.examples.benchmarks;

import io.cpni.approval.ApprovalState;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import java.util.List;

/** The policy as an if. */
final class ByHand implements Peer {

    private final Question[] questions;

    ByHand(List<Question> questions) {
        this.questions = questions.toArray(Question[]::new);
    }

    @Override
    public boolean permits(int question) {
        Question asked = questions[question];
        return switch (asked.role()) {
            case "billing" -> asked.purpose() == Purpose.BILL_COLLECT && asked.category() == DataCategory.CALL_DETAIL;
            case "marketing" ->
                asked.purpose() == Purpose.MARKET
                        && asked.category() == DataCategory.USAGE
                        && mayMarket(asked.customer(), asked);
            case "csr" ->
                asked.purpose() == Purpose.PROVIDE_SERVICE
                        && asked.category() == DataCategory.CALL_DETAIL
                        && asked.customer().assigned();
            default -> false;
        };
    }

    private static boolean mayMarket(Customer customer, Question asked) {
        if (customer.approval() == ApprovalState.DEEMED || customer.approval() == ApprovalState.OPT_IN) {
            return true;
        }
        for (ServiceCategory category : asked.offered()) {
            if (!customer.takes().contains(category)) {
                return false;
            }
        }
        return true;
    }
}
