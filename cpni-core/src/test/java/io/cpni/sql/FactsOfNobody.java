package io.cpni.sql;

import io.cpni.customer.StoreUnavailableException;
import io.cpni.decision.CustomerFacts;
import java.lang.reflect.Proxy;

/** The facts of a record without customer: there are none, so that whatever needs one is not permitted. */
final class FactsOfNobody {

    private FactsOfNobody() {}

    /** Returns facts each of which throws a {@link StoreUnavailableException}. */
    static CustomerFacts facts() {
        return (CustomerFacts) Proxy.newProxyInstance(
                FactsOfNobody.class.getClassLoader(),
                new Class<?>[] {CustomerFacts.class},
                (proxy, method, arguments) -> {
                    throw new StoreUnavailableException("nobody's record", new IllegalStateException());
                });
    }
}
