package io.cpni.autoconfigure;

import io.cpni.accessor.CustomScope;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.JdbcCustomScope;
import io.cpni.audit.ServerTexts;
import io.cpni.report.AuditedReports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The carrier's own scopes of grants, as the configuration names them: each by the relation that the gate joins, and that
 * decisions about one customer ask too unless a bean of the application answers instead of it.
 */
record CarrierScopes(Map<GrantScope, String> relations) {

    /** The scopes that reach the audit log, and no record of any customer. */
    private static final Set<GrantScope> LOG =
            Set.of(ServerTexts.SCOPE, AuditedReports.SCOPE, AuditedReports.TEXT_SCOPE);

    CarrierScopes {
        relations = Map.copyOf(relations);
    }

    static CarrierScopes of(CpniProperties properties) {
        Map<GrantScope, String> relations = new HashMap<>();
        properties.scopes().forEach((name, relation) -> {
            GrantScope scope = GrantScope.of(name);
            if (scope.isBuiltIn() || LOG.contains(scope)) {
                throw new IllegalArgumentException(
                        "cpni.scopes has the name " + scope + ", which is the library's own; give your scope another");
            }
            relations.put(scope, relation);
        });
        return new CarrierScopes(relations);
    }

    /** Returns every scope that a grant may name. */
    Set<GrantScope> known() {
        Set<GrantScope> known = new HashSet<>(GrantScope.builtIn());
        known.addAll(LOG);
        known.addAll(relations.keySet());
        return known;
    }

    /** Returns who answers for each scope about one customer. */
    List<CustomScope> answering(List<CustomScope> beans, FactStores stores) {
        Map<GrantScope, CustomScope> answering = new HashMap<>();
        relations.forEach((scope, relation) ->
                answering.put(scope, new JdbcCustomScope(scope, relation, stores.raw(), stores.keyType())));
        for (CustomScope bean : beans) {
            if (!bean.relation().equals(relations.get(bean.scope()))) {
                throw new IllegalStateException("the scope " + bean.scope() + " has a bean, but cpni.scopes does not"
                        + " give it the relation " + bean.relation()
                        + ": statements would reach others than decisions about one customer");
            }
            answering.put(bean.scope(), bean);
        }
        return new ArrayList<>(answering.values());
    }
}
