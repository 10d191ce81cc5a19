package io.cpni.examples.benchmarks;

import java.util.List;
import org.casbin.jcasbin.main.CachedEnforcer;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;

/** The policy as a model and three lines of jCasbin. */
final class Casbin implements Peer {

    private static final String MODEL = """
            [request_definition]
            r = role, purpose, category, approval, within, assigned

            [policy_definition]
            p = role, purpose, category, needs

            [policy_effect]
            e = some(where (p.eft == allow))

            [matchers]
            m = r.role == p.role && r.purpose == p.purpose && r.category == p.category && (p.needs == "nothing" || \
            (p.needs == "assignment" && r.assigned == "yes") || (p.needs == "approval" && \
            (r.approval == "DEEMED" || r.approval == "OPT_IN" || r.within == "yes")))
            """;

    private final Enforcer enforcer;
    private final Object[][] requests;

    Casbin(List<Question> questions, boolean cached, int grants) {
        Model model = new Model();
        model.loadModelFromText(MODEL);
        this.enforcer = cached ? new CachedEnforcer(model) : new Enforcer(model);
        enforcer.addPolicy("billing", "BILL_COLLECT", "CALL_DETAIL", "nothing");
        enforcer.addPolicy("marketing", "MARKET", "USAGE", "approval");
        enforcer.addPolicy("csr", "PROVIDE_SERVICE", "CALL_DETAIL", "assignment");
        for (int number = 3; number < grants; number++) {
            enforcer.addPolicy("role-" + number, "BILL_COLLECT", "CALL_DETAIL", "nothing");
        }
        this.requests = questions.stream().map(Casbin::request).toArray(Object[][]::new);
    }

    private static Object[] request(Question question) {
        return new Object[] {
            question.role(),
            question.purpose().name(),
            question.category().name(),
            question.customer().approval().name(),
            question.isWithinCategory() ? "yes" : "no",
            question.customer().assigned() ? "yes" : "no"
        };
    }

    @Override
    public boolean permits(int question) {
        return enforcer.enforce(requests[question]);
    }
}
