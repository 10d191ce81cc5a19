package io.cpni.autoconfigure.around;

import io.cpni.accessor.CpniAccess;
import io.cpni.autoconfigure.ledger.Charge;
import io.cpni.autoconfigure.ledger.ChargeRepository;
import io.cpni.purpose.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.json.JsonMapper;

/** Answers after the controller's method has returned, from another thread. */
@RestController
public class CalleePages {

    private final Callees callees;
    private final ChargeRepository charges;
    private final JdbcTemplate jdbc;
    private final JsonMapper mapper;

    private final AtomicReference<@Nullable String> writer = new AtomicReference<>();

    CalleePages(Callees callees, ChargeRepository charges, JdbcTemplate jdbc, JsonMapper mapper) {
        this.callees = callees;
        this.charges = charges;
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    /** Returns the name of the thread that wrote last. */
    public @Nullable String writer() {
        return writer.get();
    }

    @GetMapping("/stream")
    @CpniAccess(purpose = Purpose.PROVIDE_SERVICE)
    StreamingResponseBody stream() {
        return lazily();
    }

    @GetMapping("/stream-unsaid")
    StreamingResponseBody streamUnsaid() {
        return lazily();
    }

    private StreamingResponseBody lazily() {
        return out -> {
            writer.set(Thread.currentThread().getName());
            try (Stream<String> rows =
                    jdbc.queryForStream("select callee from charge order by id", (row, number) -> row.getString(1))) {
                for (String callee : (Iterable<String>) rows::iterator) {
                    out.write((callee + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        };
    }

    /** The objects are read in full for one purpose; what is written of them on the other thread is another matter. */
    @GetMapping("/objects")
    @CpniAccess(purpose = Purpose.PROVIDE_SERVICE)
    StreamingResponseBody objects() {
        List<Charge> read = charges.findAll();
        return out -> mapper.writeValue(out, read);
    }

    @GetMapping("/objects-unsaid")
    StreamingResponseBody objectsUnsaid() {
        Charge known = new Charge(5L, null, "+12125550105");
        return out -> mapper.writeValue(out, known);
    }

    @GetMapping("/callable")
    @CpniAccess(purpose = Purpose.PROVIDE_SERVICE)
    Callable<List<String>> callable() {
        return callees::read;
    }

    @GetMapping("/task")
    @CpniAccess(purpose = Purpose.PROVIDE_SERVICE)
    WebAsyncTask<List<String>> task() {
        return new WebAsyncTask<>(callees::read);
    }

    @GetMapping("/callable-unsaid")
    Callable<List<String>> callableUnsaid() {
        return callees::read;
    }
}
