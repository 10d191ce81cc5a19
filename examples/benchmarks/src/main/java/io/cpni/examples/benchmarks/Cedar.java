package io.cpni.examples.benchmarks;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The policy in Cedar, decided by its native library. */
final class Cedar implements Peer {

    private static final String POLICIES = """
            permit(principal in Role::"billing", action == Action::"BILL_COLLECT", resource == Data::"CALL_DETAIL");
            permit(principal in Role::"marketing", action == Action::"MARKET", resource == Data::"USAGE")
            when { context.approval == "DEEMED" || context.approval == "OPT_IN" || context.within };
            permit(principal in Role::"csr", action == Action::"PROVIDE_SERVICE", resource == Data::"CALL_DETAIL")
            when { context.assigned };
            """;

    private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();
    private final PolicySet policies;
    private final List<AuthorizationRequest> requests;
    private final List<Set<Entity>> entities;

    Cedar(List<Question> questions, boolean cached) {
        try {
            this.policies = PolicySet.parsePolicies(POLICIES);
            if (cached) {
                policies.cache();
            }
        } catch (InternalException | CacheException e) {
            throw new IllegalStateException("Cedar takes no policies", e);
        }
        this.requests = questions.stream().map(Cedar::request).toList();
        this.entities = questions.stream().map(Cedar::person).toList();
    }

    private static AuthorizationRequest request(Question question) {
        Map<String, Value> context = Map.of(
                "approval", new PrimString(question.customer().approval().name()),
                "within", new PrimBool(question.isWithinCategory()),
                "assigned", new PrimBool(question.customer().assigned()));
        return new AuthorizationRequest(
                uid("User", "ann"),
                uid("Action", question.purpose().name()),
                uid("Data", question.category().name()),
                context);
    }

    private static Set<Entity> person(Question question) {
        return Set.of(new Entity(uid("User", "ann"), Set.of(uid("Role", question.role()))));
    }

    private static EntityUID uid(String type, String id) {
        return EntityTypeName.parse(type).orElseThrow().of(id);
    }

    @Override
    public boolean permits(int question) {
        AuthorizationResponse response;
        try {
            response = engine.isAuthorized(requests.get(question), policies, entities.get(question));
        } catch (AuthException e) {
            throw new IllegalStateException("Cedar does not answer", e);
        }
        return response.success
                .orElseThrow(() -> new IllegalStateException("Cedar says " + response))
                .isAllowed();
    }
}
