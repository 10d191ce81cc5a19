package io.cpni.examples.benchmarks;

import io.cpni.purpose.ServiceCategory;
import java.util.Set;
import org.springframework.security.access.prepost.PreAuthorize;

/** A service as one would write it with method security; the policy is in the expression. */
public interface RecordService {

    /** The policy in Spring's expression language. */
    String POLICY = """
            (hasRole('billing') and #purpose == 'BILL_COLLECT' and #category == 'CALL_DETAIL') \
            or (hasRole('marketing') and #purpose == 'MARKET' and #category == 'USAGE' \
            and (#customer.approval().name() == 'DEEMED' or #customer.approval().name() == 'OPT_IN' \
            or #customer.takesAll(#offered))) \
            or (hasRole('csr') and #purpose == 'PROVIDE_SERVICE' and #category == 'CALL_DETAIL' \
            and #customer.assigned())""";

    /** Reads something. */
    @PreAuthorize(POLICY)
    boolean read(String purpose, String category, Customer customer, Set<ServiceCategory> offered);
}
