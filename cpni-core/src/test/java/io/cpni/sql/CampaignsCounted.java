package io.cpni.sql;

import io.cpni.decision.Obligation;
import io.cpni.decision.ObligationHandler;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts campaigns, as if it recorded them; and fails where it is told to. */
final class CampaignsCounted implements ObligationHandler {

    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean broken;

    @Override
    public Set<Obligation.Kind> kinds() {
        return Set.of(Obligation.Kind.RECORD_CAMPAIGN);
    }

    @Override
    public void fulfil(Occasion occasion) {
        if (broken) {
            throw new IllegalStateException("no room for campaigns");
        }
        count.incrementAndGet();
    }

    int count() {
        return count.get();
    }

    void breakDown() {
        broken = true;
    }
}
