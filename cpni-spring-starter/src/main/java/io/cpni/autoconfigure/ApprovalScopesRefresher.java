package io.cpni.autoconfigure;

import io.cpni.approval.ApprovalStore;
import io.cpni.customer.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Learns of approval scopes that other nodes have added. Until a node has learnt of a scope it reads it strictly, so
 * being late costs reach, never privacy.
 */
final class ApprovalScopesRefresher implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalScopesRefresher.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final ApprovalStore approvals;
    private volatile @Nullable ScheduledThreadPoolExecutor executor;

    ApprovalScopesRefresher(ApprovalStore approvals) {
        this.approvals = approvals;
    }

    @Override
    public void start() {
        ScheduledThreadPoolExecutor starting = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "cpni-approval-scopes");
            thread.setDaemon(true);
            return thread;
        });
        // It runs until the executor is shut down; what goes wrong in a run is logged there.
        ScheduledFuture<?> unused =
                starting.scheduleWithFixedDelay(this::refresh, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        executor = starting;
    }

    private void refresh() {
        try {
            approvals.refreshScopes();
        } catch (StoreUnavailableException e) {
            LOG.warn("Approval scopes could not be refreshed; unknown ones are read strictly until they are", e);
        }
    }

    @Override
    public void stop() {
        ScheduledThreadPoolExecutor stopping = executor;
        if (stopping != null) {
            stopping.shutdownNow();
            executor = null;
        }
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }
}
