package io.cpni.examples.voip.marketing;

import io.cpni.examples.voip.carrier.Subscription;
import java.util.List;
import org.springframework.data.jpa.repository.Query;

/** Leads to subscriptions. */
interface SubscriptionRoutes extends NativeRoutes<Subscription> {

    @Override
    @Query(
            value = "select r.* from subscription r join account a on a.id = r.account_id"
                    + " where a.customer_id = :customer",
            nativeQuery = true)
    List<Subscription> byNativeQuery(long customer);

    @Override
    @Query(
            value = "select r.id as id from subscription r join account a on a.id = r.account_id"
                    + " where a.customer_id = :customer",
            nativeQuery = true)
    List<Seen> byNativeProjection(long customer);

    @Override
    @Query(
            value = "select count(*) from subscription r join account a on a.id = r.account_id"
                    + " where a.customer_id = :customer",
            nativeQuery = true)
    long countByNativeQuery(long customer);
}
