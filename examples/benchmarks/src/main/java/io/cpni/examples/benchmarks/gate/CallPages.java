package io.cpni.examples.benchmarks.gate;

import java.util.List;
import org.springframework.security.access.prepost.PostFilter;

/** A service as one would write it with method security: what may not be seen is taken out of what was read. */
public interface CallPages {

    /** Returns the newest hundred calls of an account. */
    @PostFilter("hasPermission(filterObject, 'MARKET')")
    List<Object> page(long account);
}
