package io.cpni.autoconfigure.around;

import io.cpni.accessor.CpniAccess;
import io.cpni.purpose.Purpose;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

/** Reads the numbers that were called, on this thread or another. */
@Service
public class Callees {

    private final JdbcTemplate jdbc;

    Callees(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public List<String> read() {
        return jdbc.queryForList("select callee from charge order by id", String.class);
    }

    @Async
    public CompletableFuture<List<String>> later() {
        return CompletableFuture.completedFuture(read());
    }

    @Async("plain")
    public CompletableFuture<List<String>> elsewhere() {
        return CompletableFuture.completedFuture(read());
    }

    @Async
    @CpniAccess(purpose = Purpose.BILL_COLLECT)
    public CompletableFuture<List<String>> billedLater() {
        return CompletableFuture.completedFuture(read());
    }

    @Async("plain")
    @CpniAccess(purpose = Purpose.BILL_COLLECT)
    public CompletableFuture<List<String>> billedElsewhere() {
        return CompletableFuture.completedFuture(read());
    }
}
