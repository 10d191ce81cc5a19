package io.cpni.examples.benchmarks;

import io.cpni.purpose.ServiceCategory;
import java.util.Set;

/** Does no work at all, so that only the question is timed. */
final class RecordServiceBean implements RecordService {

    @Override
    public boolean read(String purpose, String category, Customer customer, Set<ServiceCategory> offered) {
        return true;
    }
}
