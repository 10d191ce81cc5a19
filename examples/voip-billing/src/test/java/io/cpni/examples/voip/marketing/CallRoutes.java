package io.cpni.examples.voip.marketing;

import io.cpni.examples.voip.calls.CallRecord;
import java.util.List;
import org.springframework.data.jpa.repository.Query;

/** Leads to call records. */
interface CallRoutes extends NativeRoutes<CallRecord> {

    @Override
    @Query(
            value = "select r.* from call_record r join account a on a.id = r.account_id"
                    + " where a.customer_id = :customer",
            nativeQuery = true)
    List<CallRecord> byNativeQuery(long customer);

    @Override
    @Query(
            value = "select r.id as id from call_record r join account a on a.id = r.account_id"
                    + " where a.customer_id = :customer",
            nativeQuery = true)
    List<Seen> byNativeProjection(long customer);

    @Override
    @Query(
            value = "select count(*) from call_record r join account a on a.id = r.account_id"
                    + " where a.customer_id = :customer",
            nativeQuery = true)
    long countByNativeQuery(long customer);
}
