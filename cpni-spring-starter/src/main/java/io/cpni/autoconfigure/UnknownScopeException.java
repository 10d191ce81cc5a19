package io.cpni.autoconfigure;

import io.cpni.accessor.GrantScope;
import java.util.Set;
import java.util.TreeSet;

/** Says that a grant of the configuration names a scope that nothing stands for: it would never reach anybody. */
final class UnknownScopeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String scope;
    private final TreeSet<String> known = new TreeSet<>();

    UnknownScopeException(String role, GrantScope scope, Set<GrantScope> known) {
        super("a grant of role '" + role + "' has the scope " + scope + ", which is not known");
        this.scope = scope.name();
        known.forEach(name -> this.known.add(name.name()));
    }

    String scope() {
        return scope;
    }

    Set<String> known() {
        return known;
    }
}
