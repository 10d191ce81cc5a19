package io.cpni.examples.voip.carrier;

import io.cpni.label.Cpni;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Finds subscriptions. */
@Cpni
public interface SubscriptionRepository extends JpaRepository<Subscription, Long> {

    /** Returns the subscriptions of an account with their plans. */
    @Query("select s from Subscription s join fetch s.plan where s.account.id = :account order by s.id")
    List<Subscription> findByAccount(long account);
}
