package io.cpni.decision;

import io.cpni.accessor.GrantScope;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** A customer who is as chance has it, but always the same for one seed, whatever is asked in whatever order. */
record SampleCustomer(long seed) implements CustomerFacts {

    @Override
    public ApprovalState approval(ApprovalAsk ask) {
        return ApprovalState.values()[random(ask).nextInt(ApprovalState.values().length)];
    }

    @Override
    public boolean subscribes(ServiceCategory category) {
        return random(category).nextBoolean();
    }

    @Override
    public boolean assigned(String accessorId) {
        return random(accessorId).nextBoolean();
    }

    @Override
    public boolean inScope(GrantScope scope, String accessorId) {
        return false;
    }

    @Override
    public boolean glassBroken(String accessorId, Purpose purpose) {
        return false;
    }

    @Override
    public boolean is(CustomerId customer) {
        return random(customer).nextInt(4) > 0;
    }

    @Override
    public boolean flag(CustomerFlag flag, Optional<String> detail) {
        return random(flag.name() + detail).nextInt(4) == 0;
    }

    /** Enums hash by identity, which differs from run to run, so their names are hashed. */
    private Random random(Object fact) {
        return new Random(seed * 1_000_003 + Objects.toString(fact).hashCode());
    }
}
