package io.cpni.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** A context that goes on while the tests of a class use it. */
final class RunningContext implements AutoCloseable {

    private final CompletableFuture<ApplicationContext> started = new CompletableFuture<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;

    private RunningContext(ApplicationContextRunner runner) {
        this.thread = new Thread(() -> runner.run(context -> {
            Throwable failure = context.getStartupFailure();
            if (failure != null) {
                started.completeExceptionally(failure);
                return;
            }
            started.complete(context);
            end.await();
        }));
    }

    static RunningContext of(ApplicationContextRunner runner) {
        RunningContext running = new RunningContext(runner);
        running.thread.setDaemon(true);
        running.thread.start();
        running.context();
        return running;
    }

    ApplicationContext context() {
        return started.join();
    }

    @Override
    public void close() throws InterruptedException {
        end.countDown();
        thread.join();
    }
}
